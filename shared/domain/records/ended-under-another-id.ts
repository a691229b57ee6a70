import { civilDate } from '../civil-time.ts';
import { type Engagement, statementsOf } from '../timeline/engagement.ts';
import type { EngagementReading } from '../timeline/engagement-at.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';

/** So long HR has to end the record that goes on, or to start the one that ended: the event may be on the way. */
const SAID_WITHIN_MS = 60 * 60_000;

/**
 * What HR leaves open where it ended a worker under one id, while the worker goes on under another: by a record that HR never started and of
 * which it spoke later than of the other, or by one that took the place of the other. HR may have given them a new id and forgotten the old
 * one, and then the leaver would stay. Asked an hour after the ending was said; at once where the ending is to act at once. Nothing where two
 * records are two contracts, of which one ends. One question for each such ending, the oldest first: the answer to one says nothing of another.
 */
export function endedUnderAnotherId(
  readings: readonly EngagementReading[],
  engagements: Readonly<Record<string, Engagement>>,
): readonly OpenQuestion[] {
  const goingOn = readings.filter(({ status }) => status === 'active');
  const asked = readings.flatMap((ended) => {
    const { current, spellFactId, endedAt, rescission } = ended;
    const engagement = engagements[current.sourceKey];
    if (ended.status !== 'ended' || rescission || !engagement || spellFactId === undefined || endedAt === undefined)
      return [];
    const before = goingOn.filter((other) => beganBeforeTheEndOf(ended, other));
    const isReplacement = before.some((other) => isInPlaceOf(current.sourceKey, other.current.sourceKey, engagements));
    const isUnstarted =
      engagement.facts.every(({ kind }) => kind !== 'joined') &&
      before.some(({ current: { sourceKey } }) => isHeardOfFirst(sourceKey, current.sourceKey, engagements));
    if (!isReplacement && !isUnstarted) return [];
    const ending = engagement.facts.find(({ id }) => id === spellFactId);
    const said = ending?.occurredAt ?? endedAt;
    return [
      {
        kind: 'undated-ending' as const,
        of: 'left' as const,
        record: isReplacement ? ('replaced-goes-on' as const) : ('not-started' as const),
        id: spellFactId,
        at: endedAt,
        ...(!ending?.effective.immediate && { opensAt: said + SAID_WITHIN_MS }),
      },
    ];
  });
  // of two that end at one instant the same one is asked first, whichever was heard of first
  return asked.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Whether an id took the place of an earlier one, also where others were between them. */
function isInPlaceOf(one: string, earlier: string, engagements: Readonly<Record<string, Engagement>>): boolean {
  const before = new Set(engagements[one]?.replaces);
  for (const key of before) for (const replaced of engagements[key]?.replaces ?? []) before.add(replaced);
  return before.has(earlier);
}

/** One that began after the end is a return, and was meant. An end that is to act at once ends what has begun by then, whatever its date is. */
function beganBeforeTheEndOf({ current, endedAt = 0 }: EngagementReading, other: EngagementReading): boolean {
  const lastDay = [current.endDate ?? '', civilDate(endedAt - 1, current.timeZone)].sort().at(-1) ?? '';
  return (other.current.startDate ?? '') <= lastDay;
}

/** An id under which HR spoke of a worker before is the older one; ending the older one is a change of ids or of contracts, as HR makes it. */
function isHeardOfFirst(one: string, other: string, engagements: Readonly<Record<string, Engagement>>): boolean {
  const [first, second] = [heardOf(engagements[one]), heardOf(engagements[other])];
  return first !== undefined && second !== undefined && first < second;
}

function heardOf(engagement: Engagement | undefined): number | undefined {
  const said = engagement ? statementsOf(engagement) : [];
  return said.length > 0 ? Math.min(...said.map(({ occurredAt }) => occurredAt)) : undefined;
}
