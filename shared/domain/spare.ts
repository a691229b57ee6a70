import { type Engagement, timeline } from './engagement.ts';
import type { Effective } from './lifecycle-event.ts';
import { openQuestions } from './open-questions.ts';
import { rescissionOf } from './rescission.ts';
import { overshadowed, repeated } from './shadow.ts';
import { byOrder, type Fact, type SaidKind, type Statement, saidKind } from './statement.ts';

/** So many of each are kept although nothing depends on them now, so that HR's next word seldom needs the history. */
const KEPT = { moves: 4, turns: 24, others: 20 } as const;
/** And no more than this many bytes of them, moves and others apart. */
const KEPT_BYTES = 4_096;

/** The facts in force that only repeat others, and those that others outshine from now on. */
export function factsToSpare(engagement: Engagement, now: number, isTight: boolean): readonly Fact[] {
  const newest = new Map<SaidKind, Fact>(engagement.facts.map((fact) => [saidKind(fact), fact]));
  const mayGo = (fact: Fact) => newest.get(saidKind(fact)) !== fact;
  const all = timeline(engagement);
  // the last one is read for its zone, and the last that states an e-mail for when it was stated
  const past = all.filter(({ at }) => at <= now).map(({ fact }) => fact);
  const read = [past.at(-1), past.findLast(({ attributes }) => attributes.workEmail)];
  const repeats = [...repeated(all, now)].filter((fact) => mayGo(fact) && !read.includes(fact));
  const entries = all.filter(({ fact }) => !repeats.includes(fact));
  const shaded = overshadowed(entries, now);

  const moves = entries
    .map(({ fact }) => fact)
    .filter((fact) => fact.kind === 'moved' && shaded.has(fact) && mayGo(fact));
  const spared = isTight ? [] : newestOf(moves, KEPT.moves);
  const turns = entries.filter(({ fact }) => fact.kind !== 'moved');
  const begun = turns.filter(({ at }) => at <= now);
  const deciding = new Set([begun.at(-1)?.fact, begun.findLast(({ fact }) => fact.kind === 'joined')?.fact]);
  const overdue = begun
    .slice(0, Math.max(0, turns.length - KEPT.turns))
    .map(({ fact }) => fact)
    .filter((fact) => shaded.has(fact) && !deciding.has(fact));
  const between = isTight ? endsAfterEnds(turns.map(({ fact }) => fact)) : [];
  return [
    ...repeats,
    ...moves.filter((fact) => !spared.includes(fact)),
    ...[
      ...overdue,
      ...between,
      ...saidBetween(turns.map(({ fact }) => fact)).filter((fact) => shaded.has(fact)),
    ].filter(mayGo),
  ];
}

/** Of turns that say the same of one day, all but the first and the last: the first is when it was said. */
function saidBetween(turns: readonly Fact[]): readonly Fact[] {
  const same = Map.groupBy(turns.toSorted(byOrder), (fact) => `${saidKind(fact)} ${textOf(fact.effective)}`);
  return [...same.values()].flatMap((facts) => facts.slice(1, -1));
}

const textOf = ({ date, boundary, timeZone, instant, immediate }: Effective): string =>
  [date, boundary, timeZone, instant ?? '', immediate].join(' ');

/** Ends that follow an end with no start between: access is over with the first. The last of all is when a contract ends. */
const endsAfterEnds = (turns: readonly Fact[]): readonly Fact[] => {
  const last = turns.findLast(({ kind }) => kind === 'left');
  return turns.filter((turn, index) => turn.kind === 'left' && turns[index - 1]?.kind === 'left' && turn !== last);
};

/** What is not in force, less what a question or a rescinded offer rests on, and less the newest. */
export function othersToSpare(engagement: Engagement, isTight: boolean): readonly Statement[] {
  const { others = [] } = engagement;
  const needed = new Set(
    [...openQuestions(engagement).statements, ...(rescissionOf(engagement)?.statements ?? [])].map(({ id }) => id),
  );
  const rest = others.filter((one) => !needed.has(one.id));
  const kept = isTight ? [] : newestOf(rest, KEPT.others);
  return rest.filter((one) => !kept.includes(one));
}

/** The newest, as long as they are within the number and the bytes that may be kept. */
function newestOf<One extends Statement>(statements: readonly One[], count: number): readonly One[] {
  const kept: One[] = [];
  let bytes = 0;
  for (const one of statements.toSorted(byOrder).slice(-count).toReversed()) {
    bytes += JSON.stringify(one).length;
    if (bytes > KEPT_BYTES) break;
    kept.push(one);
  }
  return kept;
}
