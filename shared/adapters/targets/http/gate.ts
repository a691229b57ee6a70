import type { Wait } from '../../../domain/outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Call } from '../../../ports/target/call.ts';

export interface Gate {
  /** Stops all requests of this process to the target for `ms`. */
  close(ms: number): void;
  /** The target answered a request that was sent although the gate was closed. */
  open(): void;
  /** Resolves when the gate is open; to a `Wait` when that is too long for this call. */
  pass(call: Call): Promise<Wait | undefined>;
  /** What to answer instead of trying once more. */
  wait(): Wait;
}

/** A longer pause than this is never slept through; it becomes the `dueAt` of a worker. */
const LONGEST_PAUSE_MS = 120_000;
/** How long a pause that is not slept through is kept here, for calls under way: others are kept off by the ledger's gate, which may open sooner. */
const CALLS_UNDER_WAY_MS = 10_000;

/** A 429 blocks the whole tenant, so one 429 pauses every call, not only the one that got it. */
export function tenantGate(name: string, clock: Clock): Gate {
  let closedUntil = 0;
  let keptUntil = 0;
  const wait = (): Wait => ({
    kind: 'wait',
    cause: 'rate-limited',
    because: `${name} answered that there were too many requests; the work continues by itself`,
    retryAt: closedUntil,
  });
  return {
    wait,
    close: (ms) => {
      const now = clock.now();
      closedUntil = Math.max(keptUntil > now ? closedUntil : 0, now + ms);
      keptUntil = Math.max(keptUntil, now + (ms > LONGEST_PAUSE_MS ? CALLS_UNDER_WAY_MS : ms));
    },
    open: () => {
      closedUntil = 0;
      keptUntil = 0;
    },
    pass: async ({ deadline }) => {
      for (let now = clock.now(); keptUntil > now; now = clock.now()) {
        const ms = closedUntil - now;
        if (ms > LONGEST_PAUSE_MS || closedUntil >= deadline) return wait();
        await clock.sleep(ms);
      }
      return undefined;
    },
  };
}
