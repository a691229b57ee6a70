import type { ParkLabel } from './dead-letter-queue.ts';

export interface QueuedMessage {
  readonly body: string;
  /** One group is handed out in order, one message at a time. */
  readonly group: string;
  /** The queue drops a message whose id it has seen within five minutes, and says nothing. */
  readonly dedupId: string;
}

export interface Queue {
  /** All of them, in order within a group, or `RetryableError`: then some may be there, and all must be sent again. */
  send(messages: readonly QueuedMessage[]): Promise<void>;
}

/** Where messages go that can never succeed unchanged. */
export interface Parking {
  /**
   * The message needs a `dedupId` of its own, not the one it came with. Throws `RetryableError` when it could not be
   * parked.
   */
  park(message: QueuedMessage, label: ParkLabel): Promise<void>;
}
