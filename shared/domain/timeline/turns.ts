import { civilDate, dayNumber, instantOf } from '../civil-time.ts';
import { byOrder, type Fact } from './statement.ts';

/** A start or an end in force, by the day that it means. */
export interface Turn {
  /** Epoch ms: the first instant of a spell, or the first one after it. */
  readonly at: number;
  /** The first day of a spell, or its last one, which is worked; days since 1970 in the zone that was stated. */
  readonly day: number;
  /** It means the whole day, and no hour of it. */
  readonly isWhole: boolean;
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

/** The ends among the facts in force, in the order in which HR said them. */
export const endsOf = (facts: readonly Fact[]): readonly Turn[] =>
  facts
    .filter(({ kind }) => kind === 'left')
    .toSorted(byOrder)
    .map(turnOf);

/** Whether a spell that starts so has begun on or before the last day that an end states. */
export const isBegunBy = (start: Turn, end: Turn): boolean =>
  start.day < end.day || (start.day === end.day && (start.isWhole || end.isWhole || start.at < end.at));

export const byDay = (a: Turn, b: Turn): number => a.day - b.day || a.at - b.at || byOrder(a.fact, b.fact);

function turnOf(fact: Fact): Turn {
  const { effective, occurredAt, engagementId: contract } = fact;
  const { date, boundary, timeZone, immediate } = effective;
  const at = instantOf(effective, occurredAt);
  const isStart = fact.kind === 'joined';
  const isByDate = !immediate && boundary === (isStart ? 'start_of_day' : 'end_of_day');
  return {
    at,
    day: dayNumber(isByDate ? date : civilDate(isStart ? at : at - 1, timeZone)),
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
export const turnsSaying = ({ at, contract, fact }: Turn, facts: readonly Fact[]): readonly Fact[] =>
  facts
    .filter(
      (one) =>
        one.kind === fact.kind && one.engagementId === contract && instantOf(one.effective, one.occurredAt) === at,
    )
    .toSorted(byOrder);
