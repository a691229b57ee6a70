import type { EngagementReading } from './engagement-at.ts';
import { isNextDay } from './periods.ts';
import { SHORT_GAP_DAYS } from './runs.ts';

/** The first day of the next spell that is sure to begin, under whichever source key. */
const nextDayOf = (readings: readonly EngagementReading[]): number =>
  Math.min(...readings.flatMap(({ nextDay }) => nextDay ?? []));

/** An engagement goes on until another one begins, where the days touch: in two zones there may be hours between them. */
export function withoutBreaks(readings: readonly EngagementReading[]): readonly EngagementReading[] {
  const firstDay = nextDayOf(readings);
  return readings.map((reading) =>
    reading.lastDay !== undefined && isNextDay({ lastDay: reading.lastDay }, { firstDay })
      ? { ...reading, status: 'active' }
      : reading,
  );
}

/** Whether a spell that is announced begins at most fourteen days after the last day that was worked. */
export function isComingBack(last: EngagementReading | undefined, readings: readonly EngagementReading[]): boolean {
  if (last?.lastDay === undefined || last.rescission) return false;
  const lastDay = Math.max(...readings.flatMap((one) => one.lastDay ?? []));
  return nextDayOf(readings) - lastDay - 1 <= SHORT_GAP_DAYS;
}
