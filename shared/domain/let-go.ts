import { type Behind, byPosition, type Engagement, statementsOf, timeline } from './engagement.ts';
import { byOrder, dateOf, type Fact, type SaidKind, type Statement, saidKind, takesBackByDate } from './statement.ts';
import { takenBack } from './taking-back.ts';

/** Beyond every civil date. */
const ALWAYS = '9999-12-31';
/** Names that wait for the statement that they mean; whoever sends more of them than this sends none of those statements. */
const MOST_NAMES = 50;

interface Leaving {
  readonly gone: ReadonlySet<Statement>;
  /** Ends that are still to come may be among them. */
  readonly isTight: boolean;
}

/**
 * The engagement without some of its statements, and with what must be known of them. What the others mean is settled: with less to read
 * it might be read otherwise.
 */
export function without(engagement: Engagement, { gone, isTight }: Leaving): Engagement {
  const settle = settlerOf(engagement, gone);
  const leaving = [...gone];
  const keep = <One extends Statement>(all: readonly One[]): readonly One[] =>
    all.filter((one) => !gone.has(one)).map(settle);

  const replacedBefore = { ...engagement.replacedBefore };
  for (const one of leaving.filter(takesBackByDate))
    replacedBefore[saidKind(one)] = later(replacedBefore[saidKind(one)], one.order);
  const arrived = new Set(statementsOf(engagement).map(({ id }) => id));
  const waiting = leaving.flatMap(({ supersedes, isSettled }) =>
    supersedes === undefined || isSettled || arrived.has(supersedes) ? [] : [supersedes],
  );
  const others = keep(engagement.others ?? []);
  const { others: _, ...rest } = engagement;
  return {
    ...rest,
    facts: keep(engagement.facts),
    ...(others.length > 0 && { others }),
    replacedBefore,
    replacedIds: [...new Set([...engagement.replacedIds, ...waiting])].slice(-MOST_NAMES),
    behind: behindOf(engagement, gone, isTight),
  };
}

/** Writes down of a statement that stays what it took back, what took it back, and the zone that it took from one that goes. */
function settlerOf(engagement: Engagement, gone: ReadonlySet<Statement>) {
  const statements = statementsOf(engagement);
  const { by, idle } = takenBack(statements, engagement.replacedIds);
  const tookBack = new Set([...by.values()].map((one) => one?.id));
  const arrived = new Set(statements.map(({ id }) => id));
  const takesZone = zoneTaker(gone);
  return <One extends Statement>(one: One): One => {
    const word = by.get(one.id);
    const isSettled = one.supersedes === undefined ? !idle.includes(one) : arrived.has(one.supersedes);
    const { zoneAssumed: _, ...effective } = one.effective ?? {};
    return {
      ...one,
      ...((takesBackByDate(one) || one.supersedes !== undefined) && isSettled && { isSettled }),
      ...(tookBack.has(one.id) && { hasTakenBack: true }),
      ...(word && { takenBackBy: word.id, wasCancelled: word.phase === 'cancelled' }),
      ...(takesZone(one) && { effective }),
    };
  };
}

/** Whether a statement took its zone from one of those that go, or may have. */
function zoneTaker(gone: ReadonlySet<Statement>): (one: Statement) => boolean {
  const first = statesZone([...gone])[0]?.order;
  return ({ effective, order }) => first !== undefined && effective?.zoneAssumed === true && order > first;
}

const statesZone = (statements: readonly Statement[]): readonly Fact[] =>
  statements
    .filter(isDated)
    .filter(({ effective }) => !effective.zoneAssumed)
    .toSorted(byOrder);

const isDated = (one: Statement): one is Fact => one.effective !== null;

function behindOf(engagement: Engagement, gone: ReadonlySet<Statement>, isTight: boolean): Behind {
  const before = engagement.behind;
  const facts = engagement.facts.filter((fact) => gone.has(fact));
  const dates: Partial<Record<SaidKind, string>> = { ...before?.dates };
  for (const one of gone) dates[saidKind(one)] = later(dates[saidKind(one)], dateOf(one));
  // an end that is still to come, or has no date, is not known here any more: every word about ends is read with the history
  const isEndToCome = ({ kind, effective }: Statement) => kind === 'left' && (isTight || effective === null);
  if ([...gone].some(isEndToCome)) dates.left = ALWAYS;

  const stated = statesZone([...gone]).map(({ order, effective: { timeZone } }) => ({ order, timeZone }));
  const zone = [...stated, ...(before?.zone ? [before.zone] : [])].toSorted(byOrder).at(-1);
  const positions = timeline({ facts }).map(({ at, order }) => ({ at, order }));
  const lastFact = [...positions, ...(before?.lastFact ? [before.lastFact] : [])].toSorted(byPosition).at(-1);
  const taken = statementsOf(engagement).filter((one) => !gone.has(one) && zoneTaker(gone)(one));
  const zonesTakenUntil = [...taken.map(({ order }) => order), before?.zonesTakenUntil ?? ''].toSorted().at(-1);
  return {
    dates,
    ...((before?.hasSpells || facts.some(({ kind }) => kind !== 'moved')) && { hasSpells: true }),
    ...(zone && { zone }),
    ...(lastFact && { lastFact }),
    ...(zonesTakenUntil && { zonesTakenUntil }),
  };
}

const later = (one: string | undefined, other: string): string => (one !== undefined && one > other ? one : other);
