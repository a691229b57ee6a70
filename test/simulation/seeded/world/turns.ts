import { interleaving } from '../../interleaving.ts';

/** Lets processes go on side by side, by a seed: at each call out of one of them, another one may be next. */
export interface Turns {
  /** The same object, whose calls wait for their turn while several processes run. */
  between<T extends object>(object: T, name: string): T;
  sideBySide(processes: readonly (() => Promise<void>)[]): Promise<void>;
  /** A whole number from 0 to `below`, exclusive. */
  pick(below: number): number;
}

export function turnsBy(seed: number): Turns {
  const by = interleaving(seed);
  let isPlaying = false;
  return {
    pick: (below) => by.pick(below),
    between: (object, name) => {
      const stepped = by.stepped(object, name);
      return new Proxy(object, {
        get: (owner, property, receiver) => Reflect.get(isPlaying ? stepped : owner, property, receiver),
      });
    },
    sideBySide: async (processes) => {
      // one alone needs no turns, and most of the time there is one
      if (processes.length === 1) return processes[0]?.();
      isPlaying = true;
      try {
        await by.play(processes);
      } finally {
        isPlaying = false;
      }
    },
  };
}
