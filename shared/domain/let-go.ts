import type { Bonds } from './bonds.ts';
import { type Behind, type Engagement, statementsOf } from './engagement.ts';
import { byOrder, dateOf, type SaidKind, type Statement, saidKind, takesBackByDate } from './statement.ts';

/** Beyond every civil date. */
const ALWAYS = '9999-12-31';
/** Names that wait for the statement that they mean; whoever sends more of them than this sends none of those statements. */
const MOST_NAMES = 50;

interface Leaving {
  readonly gone: ReadonlySet<Statement>;
  readonly bonds: Bonds;
  /** Ends that are still to come may be among them. */
  readonly isTight: boolean;
}

/** The engagement without some of its statements, and with what must be known of them. */
export function without(engagement: Engagement, { gone, bonds, isTight }: Leaving): Engagement {
  const inForce = new Set<Statement>(engagement.facts);
  const leaving = [...gone];
  const goneIds = new Set(leaving.map(({ id }) => id));
  const settled = new Set(leaving.map((one) => bonds.takenBackBy(one)?.id));
  const firstZone = leaving.filter(({ effective }) => effective && !effective.zoneAssumed).toSorted(byOrder)[0]?.order;
  const takesZone = (one: Statement) =>
    firstZone !== undefined && one.effective?.zoneAssumed === true && one.order > firstZone;
  const keep = <One extends Statement>(all: readonly One[]): readonly One[] =>
    all.filter((one) => !gone.has(one)).map((one) => asKept(one, settled.has(one.id), takesZone(one)));

  const replacedBefore = { ...engagement.replacedBefore };
  for (const one of leaving) {
    const wasReplaced = one.phase !== 'cancelled' && !inForce.has(one);
    if (!takesBackByDate(one) && !wasReplaced) continue;
    // what arrives late, and is older than what took it back, may be what was meant instead
    const last = later(bonds.takenBackBy(one)?.order, one.order);
    replacedBefore[saidKind(one)] = later(replacedBefore[saidKind(one)], last);
  }
  const named = leaving.flatMap(({ supersedes, found }) =>
    supersedes === undefined || found || goneIds.has(supersedes) ? [] : [supersedes],
  );
  const others = keep(engagement.others ?? []);
  const zonesTakenUntil = statementsOf(engagement)
    .filter((one) => !gone.has(one) && takesZone(one))
    .at(-1)?.order;
  const { others: _, ...rest } = engagement;
  return {
    ...rest,
    facts: keep(engagement.facts),
    ...(others.length > 0 && { others }),
    replacedBefore,
    replacedIds: [...new Set([...engagement.replacedIds, ...named])]
      .filter((id) => !goneIds.has(id))
      .slice(-MOST_NAMES),
    behind: behindOf(engagement.behind, leaving, { inForce, isTight, zonesTakenUntil }),
  };
}

/** A statement that stays: what it took back was found, and a zone that it took from one that goes is as good as stated. */
function asKept<One extends Statement>(one: One, isSettled: boolean, takesZone: boolean): One {
  const settled = isSettled ? { ...one, found: true } : one;
  if (!takesZone || !one.effective) return settled;
  const { zoneAssumed: _, ...effective } = one.effective;
  return { ...settled, effective };
}

interface Parting extends Pick<Behind, 'zonesTakenUntil'> {
  readonly inForce: ReadonlySet<Statement>;
  readonly isTight: boolean;
}

function behindOf(before: Behind | undefined, leaving: readonly Statement[], parting: Parting): Behind {
  const { inForce, isTight } = parting;
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
    ...zonesTaken(before, parting),
  };
}

function zonesTaken(before: Behind | undefined, { zonesTakenUntil }: Parting): Pick<Behind, 'zonesTakenUntil'> {
  const until =
    zonesTakenUntil === undefined ? before?.zonesTakenUntil : later(before?.zonesTakenUntil, zonesTakenUntil);
  return until === undefined ? {} : { zonesTakenUntil: until };
}

const later = (one: string | undefined, other: string): string => (one !== undefined && one > other ? one : other);
