import type { BusEvent } from '../../domain/bus-event.ts';
import type { Bus } from '../../ports/bus.ts';

export interface MemoryBus extends Bus {
  /** What was published, without repetitions, in order. */
  readonly events: readonly (BusEvent & { readonly id: string })[];
}

/** A bus that remembers; a repeated id is dropped, as a subscriber should. */
export function memoryBus(): MemoryBus {
  const events = new Map<string, BusEvent & { readonly id: string }>();
  return {
    get events() {
      return [...events.values()];
    },
    publish: async (more) => {
      for (const event of more) {
        if (!events.has(event.id)) events.set(event.id, event);
      }
    },
  };
}
