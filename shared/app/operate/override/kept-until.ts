import { civilDate, endOfDay } from '../../../domain/civil-time.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { conflict } from '../deps.ts';

/** Access is kept for a year at most; then an operator has to decide again. */
const LONGEST_MS = 366 * 24 * 60 * 60_000;

export const BEYOND = conflict('until must be a day from today on, and within a year');

/** The end (epoch ms) of the day until which access is kept, where the worker works; undefined for a day that is over, or too far off. */
export function keptUntil(day: string, worker: Worker | undefined, now: number): number | undefined {
  const { engagements } = standingAt(worker?.engagements ?? {}, worker?.overrides ?? [], now);
  const zones = engagements.length > 0 ? engagements.map(({ timeZone }) => timeZone) : ['UTC'];
  if (zones.every((zone) => day < civilDate(now, zone))) return undefined;
  const end = Math.max(...zones.map((zone) => endOfDay(day, zone)));
  return end > now + LONGEST_MS ? undefined : end;
}
