import { accessInstantOf, civilDate, dayNumber } from '../civil-time.ts';
import { byOrder, type Fact } from './statement.ts';

/** A start or an end in force, by the day that it means. */
export interface Turn {
  /** Epoch ms: the first instant of a spell, or the first one after it. */
  readonly at: number;
  /** The first day of a spell, or its last one, which is worked; days since 1970 in the zone that was stated. */
  readonly day: number;
  /** It means the whole day, and no hour of it. */
  readonly isWhole: boolean;
  /** Of the end of a converted record: `at` is a day later than was said. */
  readonly isPutOff?: boolean;
  /** HR's id of the contract that it is about, where HR distinguishes several. */
  readonly contract?: string | undefined;
  /** Of several that say the same: the one that was said first. */
  readonly fact: Fact;
}

/** The starts among the facts in force, each first day of a contract once, by day. */
export function startsOf(facts: readonly Fact[]): readonly Turn[] {
  const starts = facts.filter(({ kind }) => kind === 'joined').map(turnOf);
  const same = Map.groupBy(starts, ({ day, contract = '' }) => `${day} ${contract}`);
  return [...same.values()].map(earliest).sort(byDay);
}

/**
 * The ends among the facts in force, in the order in which HR said them. The end of a record that HR converts gives the new record a day
 * to arrive, unless it is to act at once.
 */
export function endsOf(facts: readonly Fact[]): readonly Turn[] {
  const conversions = facts.filter(({ said }) => said === 'converted').map(turnOf);
  const isConverted = ({ day, fact }: Turn) =>
    !fact.effective.immediate && conversions.some((one) => one.day === day || one.day === day + 1);
  return facts
    .filter(({ kind }) => kind === 'left')
    .toSorted(byOrder)
    .map(turnOf)
    .map((end) => (isConverted(end) ? { ...end, at: end.at + CONVERSION_GRACE_MS, isPutOff: true } : end));
}

/** How long access goes on after the end of a record that HR converts. */
const CONVERSION_GRACE_MS = 24 * 60 * 60_000;

/** Whether a spell that starts so has begun on or before the last day that an end states. */
export const isBegunBy = (start: Turn, end: Turn): boolean =>
  start.day < end.day || (start.day === end.day && (start.isWhole || end.isWhole || start.at < end.at));

export const byDay = (a: Turn, b: Turn): number => a.day - b.day || a.at - b.at || byOrder(a.fact, b.fact);

function turnOf(fact: Fact): Turn {
  const { effective, occurredAt, engagementId: contract } = fact;
  const { accessUntil, date, boundary, timeZone, immediate } = effective;
  const at = accessInstantOf(effective, occurredAt);
  const isStart = fact.kind !== 'left';
  const isByDate = !immediate && boundary === (isStart ? 'start_of_day' : 'end_of_day');
  return {
    at,
    day: dayNumber(isByDate ? (accessUntil ?? date) : civilDate(isStart ? at : at - 1, timeZone)),
    isWhole: !immediate && boundary !== 'instant',
    contract,
    fact,
  };
}

/** One start of all that name one day: from the first instant that any of them gives it. */
function earliest(same: readonly Turn[]): Turn {
  const [first] = same.toSorted((a, b) => a.at - b.at || byOrder(a.fact, b.fact));
  if (!first) throw new Error('A start that was never said');
  return first;
}

/** The facts that say the same as a turn, the oldest first. */
export function turnsSaying({ at, isPutOff, contract, fact }: Turn, facts: readonly Fact[]): readonly Fact[] {
  const said = isPutOff ? at - CONVERSION_GRACE_MS : at;
  return facts
    .filter(
      (one) =>
        one.kind === fact.kind &&
        one.engagementId === contract &&
        accessInstantOf(one.effective, one.occurredAt) === said,
    )
    .toSorted(byOrder);
}
