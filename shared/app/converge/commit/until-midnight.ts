import { civilDate, endOfDay } from '../../../domain/civil-time.ts';
import { asksForToday } from '../../../domain/policy/asks-for-today.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { ProvisionDeps } from '../deps.ts';

/** Where a rule asks for today's date, a worker who is active is checked again when their day is over. */
export function untilMidnight(
  standing: Standing,
  { policy, clock }: Pick<ProvisionDeps, 'policy' | 'clock'>,
): Standing {
  if (standing.kind !== 'active' || !policy.rules.some(({ when }) => asksForToday(when))) return standing;
  const now = clock.now();
  const midnights = standing.engagements.map(({ timeZone }) => endOfDay(civilDate(now, timeZone), timeZone));
  return { ...standing, changesAt: Math.min(standing.changesAt ?? Number.POSITIVE_INFINITY, ...midnights) };
}
