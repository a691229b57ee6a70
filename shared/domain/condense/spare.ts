import { type Engagement, timeline } from '../timeline/engagement.ts';
import { openQuestions } from '../timeline/open-questions.ts';
import { rescissionOf } from '../timeline/rescission.ts';
import { byOrder, type Fact, type SaidKind, type Statement, saidKind, turnText } from '../timeline/statement.ts';
import { overshadowed, repeated } from './shadow.ts';
import { turnsToSpare } from './spare-turns.ts';

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
  const turns = entries.filter(({ fact }) => fact.kind !== 'moved');
  const repeatedTurns = saidBetween(turns.map(({ fact }) => fact)).filter((fact) => shaded.has(fact));
  const rest = turns.filter(({ fact }) => !repeatedTurns.includes(fact));
  const overdue = rest
    .slice(0, isTight ? rest.length : Math.max(0, rest.length - KEPT.turns))
    .filter(({ at, fact }) => mayGo(fact) && ((at <= now && shaded.has(fact)) || (isTight && fact.kind === 'left')));
  return [
    ...repeats,
    ...(isTight ? moves : allButNewest(moves, KEPT.moves)),
    ...repeatedTurns,
    ...turnsToSpare(
      overdue.map(({ fact }) => fact),
      { facts: engagement.facts.filter((fact) => !repeatedTurns.includes(fact)), now },
    ),
  ];
}

/** Of turns that say the same of one day, all but the first and the last: the first is when it was said. */
function saidBetween(turns: readonly Fact[]): readonly Fact[] {
  const same = Map.groupBy(turns.toSorted(byOrder), turnText);
  return [...same.values()].flatMap((facts) => facts.slice(1, -1));
}

/** What is not in force, less what a question or a rescinded offer rests on, and less the newest. */
export function othersToSpare(engagement: Engagement, isTight: boolean): readonly Statement[] {
  const { others = [] } = engagement;
  const needed = new Set([openQuestions(engagement), rescissionOf(engagement)].flatMap((one) => one?.statements));
  const rest = others.filter((one) => !needed.has(one));
  return isTight ? rest : allButNewest(rest, KEPT.others);
}

/** Without the newest, as long as those are within the number and the bytes that may be kept. */
function allButNewest<One extends Statement>(statements: readonly One[], count: number): readonly One[] {
  const kept = new Set<One>();
  let bytes = 0;
  for (const one of statements.toSorted(byOrder).slice(-count).toReversed()) {
    bytes += JSON.stringify(one).length;
    if (bytes > KEPT_BYTES) break;
    kept.add(one);
  }
  return statements.filter((one) => !kept.has(one));
}
