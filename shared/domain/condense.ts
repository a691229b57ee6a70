import { type Behind, type Engagement, statementsOf, timeline } from './engagement.ts';
import type { Effective } from './lifecycle-event.ts';
import { openQuestions } from './open-questions.ts';
import { rescissionOf } from './rescission.ts';
import { overshadowed } from './shadow.ts';
import { byOrder, dateOf, type Fact, type SaidKind, type Statement, saidKind, takesBackByDate } from './statement.ts';
import { takenBack } from './taking-back.ts';

/** So many of each are kept although nothing depends on them now, so that HR's next word seldom needs the history. */
const KEPT = { moves: 4, turns: 24, others: 20 } as const;
/** And no more than this many bytes of them, moves and others apart. */
const KEPT_BYTES = 4_096;

/** Beyond every civil date. */
const ALWAYS = '9999-12-31';

/**
 * Lets go of the statements that say nothing which counts from now (epoch ms) on; they stand in the history. No reading from now on
 * changes by it: not the standing, not the attributes, not what is open. `isTight` lets go of all that can be spared: then of several
 * ends in a row only the first stays, and the last of all, and ends keep no attributes.
 */
export function condense(engagement: Engagement, now: number, isTight = false): Engagement {
  const gone = new Set([...factsToSpare(engagement, now, isTight), ...othersToSpare(engagement, isTight)]);
  const kept = gone.size === 0 ? engagement : without(engagement, gone, isTight);
  return isTight ? withBareEnds(kept) : kept;
}

/** The facts in force that others outshine from now on. */
function factsToSpare(engagement: Engagement, now: number, isTight: boolean): readonly Statement[] {
  const entries = timeline(engagement);
  const shaded = overshadowed(entries, now);
  const newest = new Map<SaidKind, Fact>(engagement.facts.map((fact) => [saidKind(fact), fact]));
  const mayGo = (fact: Fact) => newest.get(saidKind(fact)) !== fact;

  const moves = engagement.facts.filter((fact) => fact.kind === 'moved' && shaded.has(fact) && mayGo(fact));
  const spared = isTight ? [] : newestOf(moves, KEPT.moves);
  const turns = entries.filter(({ fact }) => fact.kind !== 'moved');
  const past = turns.filter(({ at }) => at <= now);
  const deciding = new Set([past.at(-1)?.fact, past.findLast(({ fact }) => fact.kind === 'joined')?.fact]);
  const overdue = past
    .slice(0, Math.max(0, turns.length - KEPT.turns))
    .map(({ fact }) => fact)
    .filter((fact) => shaded.has(fact) && !deciding.has(fact));
  const between = isTight ? endsAfterEnds(turns.map(({ fact }) => fact)) : [];
  return [
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

/** What an end says of a worker counts for nobody whose access is over; the address that was stated last does. */
function withBareEnds(engagement: Engagement): Engagement {
  const address = timeline(engagement).findLast(({ fact }) => fact.attributes.workEmail)?.fact;
  const facts = engagement.facts.map((fact) =>
    fact.kind === 'left' && fact !== address ? { ...fact, attributes: {} } : fact,
  );
  return { ...engagement, facts };
}

/** What is not in force, less what a question or a rescinded offer rests on, and less the newest. */
function othersToSpare(engagement: Engagement, isTight: boolean): readonly Statement[] {
  const { others = [] } = engagement;
  const needed = new Set(
    [...openQuestions(engagement).statements, ...(rescissionOf(engagement)?.statements ?? [])].map(({ id }) => id),
  );
  const rest = others.filter(({ id }) => !needed.has(id));
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

/** The engagement without some of its statements, and with what must be known of them. */
function without(engagement: Engagement, gone: ReadonlySet<Statement>, isTight: boolean): Engagement {
  const inForce = new Set<Statement>(engagement.facts);
  const leaving = [...gone];
  const goneIds = new Set(leaving.map(({ id }) => id));
  const firstZone = leaving.filter(({ effective }) => effective && !effective.zoneAssumed).toSorted(byOrder)[0]?.order;
  const keep = <One extends Statement>(all: readonly One[]): readonly One[] =>
    all.filter((one) => !gone.has(one)).map((one) => asKept(one, { goneIds, firstZone }));

  const { by } = takenBack(statementsOf(engagement), engagement.replacedIds);
  const replacedBefore = { ...engagement.replacedBefore };
  for (const one of leaving) {
    const wasReplaced = one.phase !== 'cancelled' && !inForce.has(one);
    if (!takesBackByDate(one) && !wasReplaced) continue;
    // what arrives late, and is older than what took it back, may be what was meant instead
    const last = later(by.get(one.id)?.order, one.order);
    replacedBefore[saidKind(one)] = later(replacedBefore[saidKind(one)], last);
  }
  const named = leaving.flatMap(({ supersedes, found }) =>
    supersedes === undefined || found || goneIds.has(supersedes) ? [] : [supersedes],
  );
  const others = keep(engagement.others ?? []);
  const { others: _, ...rest } = engagement;
  return {
    ...rest,
    facts: keep(engagement.facts),
    ...(others.length > 0 && { others }),
    replacedBefore,
    replacedIds: [...new Set([...engagement.replacedIds, ...named])]
      .filter((id) => !goneIds.has(id))
      .slice(-MOST_NAMES),
    behind: behindOf(engagement.behind, leaving, { inForce, isTight }),
  };
}

interface Gone {
  readonly goneIds: ReadonlySet<string>;
  /** The order of the first of them that stated a zone. */
  readonly firstZone: string | undefined;
}

/** A statement that stays: what it names was found, and a zone that it took from one that goes is as good as stated. */
function asKept<One extends Statement>(one: One, { goneIds, firstZone }: Gone): One {
  const named = one.supersedes !== undefined && goneIds.has(one.supersedes) ? { ...one, found: true } : one;
  if (!one.effective?.zoneAssumed || firstZone === undefined || one.order < firstZone) return named;
  const { zoneAssumed: _, ...effective } = one.effective;
  return { ...named, effective };
}

/** Names that wait for the statement that they mean; whoever sends more of them than this sends none of those statements. */
const MOST_NAMES = 50;

interface Leaving {
  readonly inForce: ReadonlySet<Statement>;
  readonly isTight: boolean;
}

function behindOf(before: Behind | undefined, leaving: readonly Statement[], { inForce, isTight }: Leaving): Behind {
  const dates: Partial<Record<SaidKind, string>> = { ...before?.dates };
  const facts = leaving.filter((one) => inForce.has(one));
  for (const one of leaving) {
    // an end may still be to come and not be known here any more, so every word about ends is read with the history
    const date = isTight && one.kind === 'left' && inForce.has(one) ? ALWAYS : dateOf(one);
    dates[saidKind(one)] = later(dates[saidKind(one)], date);
  }
  const zones = leaving.filter(({ effective }) => effective && !effective.zoneAssumed).toSorted(byOrder);
  const last = zones.at(-1);
  const zone =
    last?.effective && last.order > (before?.zone?.order ?? '')
      ? { order: last.order, timeZone: last.effective.timeZone }
      : before?.zone;
  return {
    dates,
    ...((before?.hasFacts || facts.length > 0) && { hasFacts: true }),
    ...((before?.hasSpells || facts.some(({ kind }) => kind !== 'moved')) && { hasSpells: true }),
    ...(zone && { zone }),
  };
}

const later = (one: string | undefined, other: string): string => (one !== undefined && one > other ? one : other);
