import { civilDate, dayNumber } from '../civil-time.ts';
import { isSponsored } from '../event/sponsored.ts';
import type { EngagementAt } from '../timeline/engagement-at.ts';
import type { Sponsorship } from './sponsorship.ts';

/** So many days before the last one it is told that a sponsorship ends; the shortest first. */
const REMIND_DAYS = [3, 14] as const;

/** That a sponsorship ends soon. */
export interface SponsorReminder {
  readonly lastDay: string;
  /** Which reminder it is: so many days ahead, or fewer where it comes late. */
  readonly days: number;
}

/**
 * The reminder that is due for an engagement at an instant (epoch ms): 14 and 3 days before its last day, once each. None that was behind
 * already when the day was stated.
 */
export function sponsorReminder(
  { sourceKey, endDate, timeZone }: EngagementAt,
  { at, reminded }: Sponsorship,
  now: number,
): SponsorReminder | undefined {
  if (!isSponsored(sourceKey) || endDate === undefined) return undefined;
  const daysFrom = (instant: number) => dayNumber(endDate) - dayNumber(civilDate(instant, timeZone));
  const days = REMIND_DAYS.find((ahead) => daysFrom(now) <= ahead);
  if (days === undefined || daysFrom(at) <= days) return undefined;
  return reminded?.lastDay === endDate && reminded.days <= days ? undefined : { lastDay: endDate, days };
}
