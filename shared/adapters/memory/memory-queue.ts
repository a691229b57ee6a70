import type { ParkLabel } from '../../ports/dead-letter-queue.ts';
import type { Parking, Queue, QueuedMessage } from '../../ports/queue.ts';

export interface MemoryQueue extends Queue, Parking {
  /** What was sent, without repetitions, in order. */
  readonly messages: readonly QueuedMessage[];
  readonly parked: readonly { readonly message: QueuedMessage; readonly label: ParkLabel }[];
}

/** A queue that remembers; a repeated id is dropped, for ever rather than for five minutes. */
export function memoryQueue(): MemoryQueue {
  const messages: QueuedMessage[] = [];
  const parked: { message: QueuedMessage; label: ParkLabel }[] = [];
  return {
    messages,
    parked,
    send: async (more) => {
      for (const message of more) {
        if (!messages.some(({ dedupId }) => dedupId === message.dedupId)) messages.push(message);
      }
    },
    park: async (message, label) => void parked.push({ message, label }),
  };
}
