import { setImmediate } from 'node:timers/promises';

/** Lets several processes go on in turns: whenever all of them wait for an answer, one is chosen, by a seed, to get it. */
export interface Interleaving {
  /** The same object, each of whose asynchronous methods waits for its turn before it does anything. */
  stepped<T extends object>(object: T, name: string): T;
  /** Runs these side by side to their ends; throws what the first of them threw. */
  play(processes: readonly (() => Promise<void>)[]): Promise<void>;
  /** Every step that was taken, in order. */
  readonly steps: readonly string[];
  /** A number from 0 to `below`, exclusive, by the same seed. */
  pick(below: number): number;
}

interface Turn {
  readonly name: string;
  readonly begin: () => void;
}

/** How often nothing may move before that is called a deadlock. */
const PATIENCE = 1_000;

export function interleaving(seed: number): Interleaving {
  const waiting: Turn[] = [];
  const steps: string[] = [];
  const fraction = fractionsOf(seed);
  const pick = (below: number) => Math.floor(fraction() * below);

  const turn = (name: string) => new Promise<void>((begin) => void waiting.push({ name, begin }));

  return {
    steps,
    pick,
    stepped: (object, name) =>
      new Proxy(object, {
        get: (owner, property, receiver) => {
          const member: unknown = Reflect.get(owner, property, receiver);
          if (typeof member !== 'function') return member;
          return async (...args: unknown[]) => {
            await turn(`${name}.${String(property)}`);
            return Reflect.apply(member, owner, args) as unknown;
          };
        },
      }),
    play: async (processes) => {
      const running = new Set(processes);
      const all = Promise.allSettled(processes.map((process) => process().finally(() => running.delete(process))));
      for (let idle = 0; running.size > 0; ) {
        // until every process waits for its turn, or has ended
        await (idle === 0 ? allAnswered() : setImmediate());
        const [next] = waiting.splice(pick(waiting.length), 1);
        idle = next ? 0 : idle + 1;
        if (idle > PATIENCE) throw new Error(`Nothing moves any more after ${steps.length} steps`);
        if (!next) continue;
        steps.push(next.name);
        next.begin();
      }
      for (const end of await all) if (end.status === 'rejected') throw end.reason;
    },
  };
}

/** Once no promise has anything left to do; whoever waits for more than promises is waited for after that. */
const allAnswered = () => new Promise<void>((resolve) => process.nextTick(resolve));

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
function fractionsOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
