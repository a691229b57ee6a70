import type { LimitKind } from '../plan/guard.ts';
import type { Window } from '../plan/windows.ts';
import type { Cohort } from '../worker/cohort.ts';

/** A change that an operator announced: so many workers pass the limit of a kind on a target, until a day. */
export interface Expectation {
  /** One announcement has the same id on every target. */
  readonly id: string;
  readonly target: string;
  readonly kind: LimitKind;
  /** Whom it is about; absent for all workers. */
  readonly cohort?: Cohort;
  /** How many workers it lets pass; each counts once. */
  readonly upTo: number;
  /** Epoch ms. */
  readonly since: number;
  /** Epoch ms at which it is over. */
  readonly until: number;
  readonly actor: string;
  readonly reason: string;
  /** The worker who announced it, for whom it lets nothing pass. */
  readonly except?: string;
  /** Epoch ms in whose slot its places are counted; no other announcement of the same target, kind and cohort has it. */
  readonly countedAt: number;
  readonly ended?: { readonly at: number; readonly actor: string; readonly reason: string };
}

/** Places of the last two slots are named one by one in an item, which holds so many. */
export const MOST_EXPECTED = 4_000;

export type ExpectationState = 'open' | 'over' | 'ended';

/** Whether it lets anything pass at an instant (epoch ms). */
export const stateOf = ({ until, ended }: Pick<Expectation, 'until' | 'ended'>, at: number): ExpectationState =>
  ended ? 'ended' : at < until ? 'open' : 'over';

interface Whose {
  readonly workerKey: string;
  readonly kind: LimitKind;
  readonly cohorts: readonly Cohort[];
  /** Epoch ms. */
  readonly at: number;
}

/** The announcements that a worker's change may be part of; those of a cohort first, for they are about fewer workers. */
export const expectationsFor = (
  all: readonly Expectation[],
  { workerKey, kind, cohorts, at }: Whose,
): readonly Expectation[] =>
  all
    .filter((one) => one.kind === kind && stateOf(one, at) === 'open' && one.except !== workerKey)
    .filter(({ cohort }) => !cohort || cohorts.some(({ by, value }) => by === cohort.by && value === cohort.value))
    .toSorted((a, b) => Number(!a.cohort) - Number(!b.cohort));

/** How its places are counted in the windows of limits: all in one slot, which the announcement has for itself. */
export const countingOf = ({
  kind,
  upTo,
  countedAt,
}: Pick<Expectation, 'kind' | 'upTo' | 'countedAt'>): {
  readonly kind: string;
  readonly now: number;
  readonly windows: readonly Window[];
} => ({
  kind: `expected-${kind}`,
  now: countedAt,
  windows: [{ ms: 0, max: upTo }],
});
