import { civilDate, dayNumber } from '../civil-time.ts';
import type { Standing } from '../worker/standing.ts';

/**
 * Whole civil days from the day on which a leaver's access should have ended until `now` (epoch ms), by the zone that counts the fewest; 0 for
 * one that ends on that day, and for a worker who stays.
 */
export function endingDaysLate(
  { kind, endedAt, engagements }: Pick<Standing, 'kind' | 'endedAt' | 'engagements'>,
  now: number,
): number {
  if (kind !== 'ended' || endedAt === undefined) return 0;
  const zones = engagements.length > 0 ? engagements.map(({ timeZone }) => timeZone) : ['UTC'];
  const days = zones.map((zone) => dayNumber(civilDate(now, zone)) - dayNumber(civilDate(endedAt, zone)));
  return Math.max(0, Math.min(...days));
}
