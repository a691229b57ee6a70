import { type Engagement, timeline } from '../timeline/engagement.ts';
import type { EngagementReading } from '../timeline/engagement-at.ts';
import type { OpenQuestion } from '../timeline/open-questions.ts';
import { byOrder, type Fact } from '../timeline/statement.ts';

/** So long HR has to send the ending itself. */
const SAID_WITHIN_MS = 60 * 60_000;

/** Words of HR systems for a worker who has left. */
const GONE = /^(?:terminated|resigned|retired|deceased|dismissed|separated|former|left|ended|offboarded)\b/i;
/** Some systems call a worker on leave so too. */
const INACTIVE = /^inactive\b/i;

const isGone = (status: string, isOnLeave = false): boolean =>
  GONE.test(status) || (!isOnLeave && INACTIVE.test(status));

/**
 * What HR leaves open where the newest `employmentStatus` of a worker says that they have left, in a change or a look at the record (epoch ms
 * `at`), and no ending came: it may be lost. Also where HR's newest word is an end with such a status, and its day means another time than the one
 * that goes on. Asked an hour after it was said first, or after the first day where that comes later, however often HR repeats it, and under that
 * one name. Undefined where HR started the worker after that, or where any record that goes on says nothing of the kind.
 */
export function endedByStatus(
  readings: readonly EngagementReading[],
  engagements: Readonly<Record<string, Engagement>>,
  at: number,
): OpenQuestion | undefined {
  const goingOn = readings.filter(({ status }) => status === 'active');
  const asked = goingOn.flatMap(({ current: { sourceKey, isOnLeave }, spellFactId }) => {
    const facts = timeline(engagements[sourceKey] ?? { facts: [] }).filter((entry) => entry.at <= at);
    const start = facts.find(({ fact }) => fact.id === spellFactId);
    const stated = facts.map(({ fact }) => fact).filter(({ attributes }) => attributes.employmentStatus !== undefined);
    const saysGone = ({ attributes: { employmentStatus }, kind }: Fact) =>
      isGone(employmentStatus?.trim() ?? '', isOnLeave && kind !== 'left');
    const isSince = (one: Fact) => !start || byOrder(start.fact, one) < 0;
    // some systems give a start a status that counts only later
    const last = stated.findLastIndex((fact) => !saysGone(fact) || fact.kind === 'joined');
    const change = stated.at(-1)?.kind === 'joined' ? undefined : stated.slice(last + 1).find(isSince);
    const newest = stated.toSorted(byOrder).at(-1);
    // an end whose day lies before a start that goes on ends another time, whatever the record says of now
    const end = newest?.kind === 'left' && saysGone(newest) && isSince(newest) ? newest : undefined;
    const first = change ?? end;
    return first ? [{ ...first, from: Math.max(first.occurredAt, start?.at ?? 0) }] : [];
  });
  const [first] = asked.toSorted((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1));
  if (!first || asked.length < goingOn.length) return undefined;
  return {
    kind: 'undated-ending',
    of: 'left',
    record: 'status-says-so',
    id: first.id,
    at: first.occurredAt,
    opensAt: first.from + SAID_WITHIN_MS,
  };
}
