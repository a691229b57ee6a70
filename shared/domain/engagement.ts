import { instantOf } from './civil-time.ts';
import type { Attributes, Effective, LifecycleEvent, Phase } from './lifecycle-event.ts';

/** The kinds that change an engagement; a rehire starts one like any joiner. */
export type FactKind = 'joined' | 'moved' | 'left';

/** One effective-dated statement, from one event. Never edited; replaced by newer ones. */
export interface Fact {
  readonly id: string;
  readonly kind: FactKind;
  readonly phase: Phase;
  readonly effective: Effective;
  readonly attributes: Attributes;
  readonly occurredAt: number;
  readonly order: string;
}

/** One spell of work under one source key: the facts in force, and what must not come back. */
export interface Engagement {
  readonly facts: readonly Fact[];
  /** By kind, the newest cancelled or corrected statement that named no other: everything older is replaced. */
  readonly replacedBefore: Readonly<Partial<Record<FactKind, string>>>;
  /** Ids that were replaced by name, even those that have not arrived yet. */
  readonly replacedIds: readonly string[];
}

export const NO_ENGAGEMENT: Engagement = { facts: [], replacedBefore: {}, replacedIds: [] };

/** The kind of fact an event makes; undefined for kinds that are recorded and change nothing yet. */
export function factKind({ kind }: Pick<LifecycleEvent, 'kind'>): FactKind | undefined {
  if (kind === 'rehired') return 'joined';
  return kind === 'joined' || kind === 'moved' || kind === 'left' ? kind : undefined;
}

/**
 * Takes an event in. Pure and independent of the order of arrival: the same events in any order, any number of times, leave
 * the same engagement. `superseded` when a newer fact was there already.
 */
export function recordEvent(
  engagement: Engagement,
  event: LifecycleEvent,
): { readonly engagement: Engagement; readonly fate: 'recorded' | 'superseded' } {
  const kind = factKind(event);
  if (!kind || !event.effective) return { engagement, fate: 'recorded' };
  const { id, phase, effective, attributes, occurredAt, order, supersedes } = event;
  const replaces = phase === 'cancelled' || phase === 'corrected';

  const replacedIds =
    supersedes === undefined ? engagement.replacedIds : sortedUnion(engagement.replacedIds, supersedes);
  const before = engagement.replacedBefore[kind] ?? '';
  const replacedBefore =
    replaces && supersedes === undefined && order > before
      ? { ...engagement.replacedBefore, [kind]: order }
      : engagement.replacedBefore;

  const isInForce = (fact: Fact) => fact.order >= (replacedBefore[fact.kind] ?? '') && !replacedIds.includes(fact.id);
  const fact: Fact = { id, kind, phase, effective, attributes, occurredAt, order };
  const others = engagement.facts.filter((known) => known.id !== id);
  // a cancelled statement has done its work once it has replaced what it replaces
  const facts = (phase === 'cancelled' ? others : [...others, fact]).filter(isInForce).sort(byOrder);
  return { engagement: { facts, replacedBefore, replacedIds }, fate: isInForce(fact) ? 'recorded' : 'superseded' };
}

/** The facts in force by effective instant; of two at one instant the newer one comes later and counts. */
export function timeline({ facts }: Engagement): readonly { readonly at: number; readonly fact: Fact }[] {
  return facts
    .map((fact) => ({ at: instantOf(fact.effective, fact.occurredAt), fact }))
    .sort((a, b) => a.at - b.at || byOrder(a.fact, b.fact));
}

const byOrder = (a: { readonly order: string }, b: { readonly order: string }): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : 0;

const sortedUnion = (ids: readonly string[], id: string): readonly string[] => [...new Set([...ids, id])].sort();
