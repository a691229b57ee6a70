import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** The clock port over this machine's own clock. */
export const systemClock = {
  now: () => Date.now(),
  sleep: async (ms: number) => {
    await setTimeout(ms);
  },
};

/** The random port over this machine's own sources. */
export const systemRandom = { uuid: () => randomUUID(), fraction: () => Math.random() };
