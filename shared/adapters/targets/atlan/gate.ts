import type { Wait } from '../../../domain/outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Call } from '../../../ports/target.ts';

export interface Gate {
  /** Keeps everybody of this process off the target for `ms`. */
  close(ms: number): void;
  /** Resolves when the gate is open; to a `Wait` when that is too long for this call. */
  pass(call: Call): Promise<Wait | undefined>;
  /** What to answer instead of trying once more. */
  wait(): Wait;
}

/** A longer pause than this is never slept through; it becomes somebody's `dueAt`. */
const LONGEST_PAUSE_MS = 120_000;

/** A 429 blocks the whole tenant, so one 429 pauses every call, not only the one that got it. */
export function tenantGate(name: string, clock: Clock): Gate {
  let closedUntil = 0;
  const wait = (): Wait => {
    const seconds = Math.ceil((closedUntil - clock.now()) / 1000);
    const because = `${name} allows no requests for another ${seconds} s; the work goes on by itself afterwards`;
    return { kind: 'wait', cause: 'rate-limited', because, retryAt: closedUntil };
  };
  return {
    wait,
    close: (ms) => {
      closedUntil = Math.max(closedUntil, clock.now() + ms);
    },
    pass: async ({ deadline }) => {
      for (let ms = closedUntil - clock.now(); ms > 0; ms = closedUntil - clock.now()) {
        if (ms > LONGEST_PAUSE_MS || closedUntil >= deadline) return wait();
        await clock.sleep(ms);
      }
      return undefined;
    },
  };
}
