/** A message in the dead-letter queue, as it was received. No other process receives it until it is released. */
export interface LyingMessage {
  /** What the queue calls it: another one each time that it is parked. */
  readonly id: string;
  /** What this receiving of it is known by. */
  readonly handle: string;
  readonly body: string;
  readonly group: string;
  /** As it was parked; absent where the queue itself gave up on it. */
  readonly label?: ParkLabel | undefined;
}

/** What a parked message carries beside its body. */
export interface ParkLabel {
  /** Id of its dead-letter item. */
  readonly letter: string;
  /** A sentence for a person; nothing personal. */
  readonly because: string;
  /** When it was parked, in epoch ms. */
  readonly at: number;
}

/** Reads the dead-letter queue. While a message is received, those behind it in its group are not. Throws `RetryableError`. */
export interface DeadLetterQueue {
  /** Up to ten; none when nothing can be received now. Each comes back by itself after a minute. */
  receive(): Promise<readonly LyingMessage[]>;
  /** Lets them be received again, at once. */
  release(messages: readonly LyingMessage[]): Promise<void>;
  /** Takes one out for good. */
  remove(message: LyingMessage): Promise<void>;
}
