import { accessInstantOf } from '../civil-time.ts';
import type { LifecycleEvent } from '../event/lifecycle-event.ts';
import {
  asMove,
  asStarts,
  byOrder,
  type Fact,
  isAside,
  isDated,
  isDoubted,
  type Statement,
  statementOf,
} from './statement.ts';
import { takenBack } from './taking-back.ts';

/** What HR says under one source key: the facts in force, and what may still change them. */
export interface Engagement {
  /** By order, the oldest first. */
  readonly facts: readonly Fact[];
  /** Statements that are no facts in force: cancellations, what they took back, and endings without a date. By order. */
  readonly others?: readonly Statement[];
  /** Ids that statements named which only the history still has, of statements that have not arrived yet. */
  readonly replacedIds: readonly string[];
  /** Earlier source keys of the same worker in whose place HR said that this one is, sorted; at most ten. */
  readonly replaces?: readonly string[];
  /** Absent while every statement is kept here. */
  readonly behind?: Behind;
}

/** What is known of the statements that only the history still has. */
export interface Behind {
  /** Of the newest of them. */
  readonly order: string;
  /** The zone that was stated last among them. */
  readonly zone?: StatedZone;
  /** Where the last of those in force stood in the timeline. */
  readonly lastFact?: Position;
  /** There are starts or ends among them by which a new one may be read otherwise. */
  readonly hasTurns?: boolean;
}

export interface StatedZone {
  readonly order: string;
  readonly timeZone: string;
}

export const NO_ENGAGEMENT: Engagement = { facts: [], replacedIds: [] };

/** Every statement that is kept, the oldest first. */
export const statementsOf = ({ facts, others = [] }: Engagement): readonly Statement[] =>
  [...facts, ...others].sort(byOrder);

/**
 * Takes an event in. Pure and independent of the order of arrival: the same events in any order, any number of times, leave
 * the same engagement. `superseded` when a newer fact was there already.
 */
export function recordEvent(
  engagement: Engagement,
  event: LifecycleEvent,
): { readonly engagement: Engagement; readonly fate: 'recorded' | 'superseded' } {
  const statement = statementOf(event);
  const known = withReplaced(engagement, [event]);
  if (!statement) return { engagement: known, fate: 'recorded' };
  const others = statementsOf(engagement).filter(({ id }) => id !== statement.id);
  return readAnew(known, [...others, statement], statement.id);
}

/** Takes in everything that was ever said, at once; the fate is that of the last event given. */
export function recordAll(events: readonly LifecycleEvent[]): ReturnType<typeof recordEvent> {
  const statements = new Map(events.flatMap((event) => statementOf(event) ?? []).map((one) => [one.id, one]));
  return readAnew(withReplaced(NO_ENGAGEMENT, events), [...statements.values()], events.at(-1)?.id);
}

/** An id is replaced a few times in a working life. */
const MOST_REPLACED = 10;

function withReplaced(engagement: Engagement, events: readonly LifecycleEvent[]): Engagement {
  const named = events.flatMap(({ sourceKey, previousSourceKey: key }) => (key && key !== sourceKey ? key : []));
  if (named.length === 0) return engagement;
  const replaces = [...new Set([...(engagement.replaces ?? []), ...named])].sort().slice(0, MOST_REPLACED);
  return { ...engagement, replaces };
}

function readAnew(
  engagement: Engagement,
  said: readonly Statement[],
  id: string | undefined,
): ReturnType<typeof recordEvent> {
  const statements = inStatedZones(said.map(asMove).toSorted(byOrder), engagement.behind?.zone);
  const { by } = takenBack(statements, engagement.replacedIds);
  const facts = asStarts(statements.filter(isFact).filter((one) => !by.has(one.id)));
  const inForce = new Set(facts.map((fact) => fact.id));
  const others = statements.filter((one) => !inForce.has(one.id));
  const { others: _, ...rest } = engagement;
  return {
    engagement: { ...rest, facts, ...(others.length > 0 && { others }) },
    fate: id !== undefined && by.has(id) ? 'superseded' : 'recorded',
  };
}

const isFact = (one: Statement): one is Fact => one.phase !== 'cancelled' && isDated(one) && !isDoubted(one);

/** The engagement as it reads once an operator has approved what HR was not certain of; `settled` are the ids of what was approved. */
export function withApproved(engagement: Engagement, settled: ReadonlySet<string> = new Set()): Engagement {
  const isApproved = (one: Statement) => isDoubted(one) && settled.has(one.id);
  if (!engagement.others?.some(isApproved)) return engagement;
  const said = statementsOf(engagement).map(({ confidence, ...one }) =>
    confidence && !settled.has(one.id) ? { ...one, confidence } : one,
  );
  return readAnew(engagement, said, undefined).engagement;
}

/** The engagement as if some facts in force had not been said: what they took the place of counts again, as far as it is kept. */
export function withoutFacts(engagement: Engagement, ids: ReadonlySet<string>): Engagement {
  if (!engagement.facts.some(({ id }) => ids.has(id))) return engagement;
  return readAnew(
    engagement,
    statementsOf(engagement).filter(({ id }) => !ids.has(id)),
    undefined,
  ).engagement;
}

/** A date whose zone HR did not say, or not so that it can be read, is in the zone that it stated last before. */
function inStatedZones(statements: readonly Statement[], gone: StatedZone | undefined): readonly Statement[] {
  let stated: StatedZone | undefined;
  return statements.map((statement) => {
    const { effective, order } = statement;
    if (!effective) return statement;
    if (!effective.zoneAssumed) {
      stated = { order, timeZone: effective.timeZone };
      return statement;
    }
    const before = gone && gone.order < order && gone.order > (stated?.order ?? '') ? gone : stated;
    return before ? { ...statement, effective: { ...effective, timeZone: before.timeZone } } : statement;
  });
}

/**
 * The facts in force by effective instant; of two at one instant the newer one comes later and counts. A new address, or a look, that was
 * said after the first start was announced, and before it, is the address of that start.
 */
export function timeline({ facts }: Pick<Engagement, 'facts'>): readonly (Position & { readonly fact: Fact })[] {
  const entries = facts.map((fact) => ({
    at: accessInstantOf(fact.effective, fact.occurredAt),
    order: fact.order,
    fact,
  }));
  const [first] = entries.filter(({ fact }) => !isAside(fact)).sort(byPosition);
  const isStart = first?.fact.kind === 'joined';
  return entries
    .map((entry) =>
      isStart && isAside(entry.fact) && byOrder(first, entry) < 0
        ? { ...entry, at: Math.max(entry.at, first.at) }
        : entry,
    )
    .sort(byPosition);
}

export interface Position {
  readonly at: number;
  readonly order: string;
}

/** By instant, and of two at one instant the newer one later. */
export const byPosition = (a: Position, b: Position): number => a.at - b.at || byOrder(a, b);
