// a bundle for tests of the process that runs bundles
import { setTimeout as delay } from 'node:timers/promises';

export async function times(_event, context) {
  const began = performance.now();
  const before = Date.now();
  await delay(100);
  return {
    before,
    after: Date.now(),
    constructed: new Date(),
    realMs: performance.now() - began,
    remainingMs: context.getRemainingTimeInMillis(),
    parsed: new Date('1970-01-01T00:00:00Z').getTime(),
  };
}

export const variables = async () => Object.keys(process.env);

export const throws = async () => {
  throw new RangeError('thrown on purpose');
};

export const hangs = () => new Promise(() => {});
