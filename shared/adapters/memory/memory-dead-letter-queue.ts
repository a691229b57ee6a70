import type { DeadLetterQueue, LyingMessage, ParkLabel } from '../../ports/dead-letter-queue.ts';
import type { Parking, QueuedMessage } from '../../ports/queue.ts';

export interface MemoryDeadLetterQueue extends DeadLetterQueue, Parking {
  /** What lies there, received or not, in order. */
  readonly lying: readonly LyingMessage[];
  /** Puts a message there as the queue itself does, without a label. */
  giveUpOn(message: QueuedMessage): void;
}

const AT_ONCE = 10;

/** A dead-letter queue that remembers, and in which time does not bring back what was received. */
export function memoryDeadLetterQueue(): MemoryDeadLetterQueue {
  let lying: readonly LyingMessage[] = [];
  const received = new Set<string>();
  let count = 0;
  const add = ({ body, group }: QueuedMessage, label?: ParkLabel) => {
    const id = `lying-${++count}`;
    lying = [...lying, { id, handle: id, body, group, label }];
  };
  return {
    get lying() {
      return lying;
    },
    giveUpOn: (message) => add(message),
    park: async (message, label) => add(message, label),
    receive: async () => {
      const busy = new Set(lying.filter(({ id }) => received.has(id)).map(({ group }) => group));
      const taken = lying.filter(({ group }) => !busy.has(group)).slice(0, AT_ONCE);
      for (const { id } of taken) received.add(id);
      return taken;
    },
    release: async (messages) => {
      for (const { id } of messages) received.delete(id);
    },
    remove: async ({ id }) => {
      lying = lying.filter((message) => message.id !== id);
      received.delete(id);
    },
  };
}
