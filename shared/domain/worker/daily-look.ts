import { createHash } from 'node:crypto';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * When to look again (epoch ms) at a worker of whom nothing is known to be wrong: once a day, at a time of the day of their own, so
 * that all looks are spread over it; more than one and at most 25 hours from `now`.
 */
export function dailyLook(workerKey: string, now: number): number {
  const timeOfDay = createHash('sha256').update(workerKey).digest().readUInt32BE(0) % DAY_MS;
  const earliest = now + HOUR_MS;
  const wait = (timeOfDay - (earliest % DAY_MS) + DAY_MS) % DAY_MS || DAY_MS;
  return earliest + wait;
}
