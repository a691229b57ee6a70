import { civilDate, dayNumber } from '../civil-time.ts';
import type { Engagement } from '../timeline/engagement.ts';
import type { EngagementReading } from '../timeline/engagement-at.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';
import type { Fact } from '../timeline/statement.ts';

/** A last day so many days after it was said is more often mistyped than meant; so is one that HR calls in effect. */
const FAR_DAYS = 10 * 366;
const FAR_IN_EFFECT_DAYS = 366;
/** By a date of this year or later HR systems say that there is no end. */
const NEVER = '2999';

/**
 * What HR leaves open where the last day of a worker who goes on lies so far ahead that it may be mistyped: the leaver would stay. Asked at once,
 * of every record that goes on. Undefined while any record goes on without such an end, for then access does not depend on it.
 */
export function endingFarAhead(
  readings: readonly EngagementReading[],
  engagements: Readonly<Record<string, Engagement>>,
): OpenQuestion | undefined {
  const goingOn = readings.filter(({ status }) => status === 'active');
  const asked = goingOn.flatMap(({ current: { sourceKey, endDate } }) => {
    const endings = (engagements[sourceKey]?.facts ?? []).filter(
      ({ kind, effective }) => kind === 'left' && effective.date === endDate,
    );
    return endings.filter(isFarAhead).slice(0, 1);
  });
  const [first] = asked.toSorted((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1));
  if (!first || asked.length < goingOn.length) return undefined;
  return { kind: 'undated-ending', of: 'left', record: 'far-ahead', id: first.id, at: first.occurredAt };
}

function isFarAhead({ effective: { date, timeZone }, occurredAt, phase }: Fact): boolean {
  if (date >= NEVER) return false;
  const ahead = dayNumber(date) - dayNumber(civilDate(occurredAt, timeZone));
  return ahead > (phase === 'effective' ? FAR_IN_EFFECT_DAYS : FAR_DAYS);
}
