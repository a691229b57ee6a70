import { type Behind, byPosition, type Engagement, statementsOf, timeline } from '../timeline/engagement.ts';
import { byOrder, type Fact, isDated, type Statement, takesBackByDate, turnText } from '../timeline/statement.ts';
import { takenBack } from '../timeline/taking-back.ts';

/** Names that wait for the statement that they mean; an HR system that sends more of them than this sends none of those statements. */
const MOST_NAMES = 50;

/**
 * The engagement without some of its statements, and with what must be known of them. What the others mean is settled: with less to read
 * it might be read otherwise.
 */
export function without(engagement: Engagement, gone: ReadonlySet<Statement>): Engagement {
  const settle = settlerOf(engagement, gone);
  const keep = <One extends Statement>(all: readonly One[]): readonly One[] =>
    all.filter((one) => !gone.has(one)).map(settle);

  const arrived = new Set(statementsOf(engagement).map(({ id }) => id));
  const waiting = [...gone].flatMap(({ supersedes, isSettled }) =>
    supersedes === undefined || isSettled || arrived.has(supersedes) ? [] : [supersedes],
  );
  const others = keep(engagement.others ?? []);
  const { others: _, ...rest } = engagement;
  return {
    ...rest,
    facts: keep(engagement.facts),
    ...(others.length > 0 && { others }),
    replacedIds: [...new Set([...engagement.replacedIds, ...waiting])].slice(-MOST_NAMES),
    behind: behindOf(engagement, gone),
  };
}

/** Writes down of a statement that stays what it took back, or that it found nothing, what took it back, and the zone that it took from one that goes. */
function settlerOf(engagement: Engagement, gone: ReadonlySet<Statement>) {
  const statements = statementsOf(engagement);
  const { by, idle } = takenBack(statements, engagement.replacedIds);
  const tookBack = new Set([...by.values()].map((one) => one?.id));
  const arrived = new Set(statements.map(({ id }) => id));
  const [firstZone] = statesZone(gone);
  return <One extends Statement>(one: One): One => {
    const word = by.get(one.id);
    const isIdle = idle.includes(one);
    const isSettled = one.supersedes === undefined ? !isIdle : arrived.has(one.supersedes);
    const { zoneAssumed, ...effective } = one.effective ?? {};
    return {
      ...one,
      ...((takesBackByDate(one) || one.supersedes !== undefined) && isSettled && { isSettled }),
      ...(takesBackByDate(one) && isIdle && { isIdle }),
      ...(tookBack.has(one.id) && { hasTakenBack: true }),
      ...(word && { takenBackBy: word.id, wasCancelled: word.phase === 'cancelled' }),
      ...(zoneAssumed && firstZone && byOrder(firstZone, one) < 0 && { effective }),
    };
  };
}

const statesZone = (statements: ReadonlySet<Statement>): readonly Fact[] =>
  [...statements]
    .filter(isDated)
    .filter(({ effective }) => !effective.zoneAssumed)
    .sort(byOrder);

interface Leaving {
  readonly facts: readonly Fact[];
  readonly gone: ReadonlySet<Statement>;
}

/** Whether it is a start or an end that says more than what stays: not if an older and a newer one that stay say the same. */
function isDecidingTurn(fact: Fact, { facts, gone }: Leaving): boolean {
  if (fact.kind === 'moved') return false;
  const same = facts.filter((one) => !gone.has(one) && turnText(one) === turnText(fact));
  return !same.some((one) => byOrder(one, fact) < 0) || !same.some((one) => byOrder(one, fact) > 0);
}

function behindOf({ facts, behind }: Engagement, gone: ReadonlySet<Statement>): Behind {
  const { order } = [...gone].reduce<Pick<Behind, 'order'>>(
    (newest, one) => (byOrder(newest, one) < 0 ? one : newest),
    behind ?? { order: '' },
  );
  const stated = statesZone(gone).map((one) => ({ order: one.order, timeZone: one.effective.timeZone }));
  const zone = [...stated, ...(behind?.zone ? [behind.zone] : [])].toSorted(byOrder).at(-1);
  const leaving = timeline({ facts: facts.filter((fact) => gone.has(fact)) }).map(({ at, order: of }) => ({
    at,
    order: of,
  }));
  const lastFact = [...leaving, ...(behind?.lastFact ? [behind.lastFact] : [])].toSorted(byPosition).at(-1);
  const hasTurns =
    behind?.hasTurns === true || facts.some((fact) => gone.has(fact) && isDecidingTurn(fact, { facts, gone }));
  return { order, ...(zone && { zone }), ...(lastFact && { lastFact }), ...(hasTurns && { hasTurns }) };
}
