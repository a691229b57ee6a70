import type { CohortKind } from '../worker/cohort.ts';

/** The first rollout on a target, as the ledger keeps it: in one item, whose size does not grow with the company. */
export interface Rollout {
  readonly id: string;
  readonly target: string;
  /** What its cohorts are: in `none` all workers are one. */
  readonly by: RolloutBy;
  /** Values in the form in which policy compares texts, the first one first; workers of any other value come after them. At most 200. */
  readonly cohorts: readonly string[];
  /** How many workers are admitted in a wave, which lasts a day; at most 4000. */
  readonly perDay: number;
  /** Above this share of failures in a wave, in per cent, it stops by itself. */
  readonly stopAt: number;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Who started or resumed it last, and why. */
  readonly actor: string;
  readonly reason: string;
  /** Key of the worker who this operator is, where the configuration says so: from the limits nothing of theirs is excused. */
  readonly except?: string;
  /** Epoch ms at which the first of `waves` opens; each of the others opens a day after the one before. */
  readonly scheduledAt: number;
  /** Where each wave ends: the place of its last worker. At most 400. */
  readonly waves: readonly Place[];
  /** Who was admitted in the last two days in which any worker was, the older one first. */
  readonly days: readonly Day[];
  /** How many workers were admitted since the start. */
  readonly admitted: number;
  /** No other worker is admitted: an operator paused it, or it stopped by itself. */
  readonly halted?: Halted;
  /** An operator set the target’s mode. */
  readonly ended?: { readonly at: number; readonly actor: string; readonly reason: string };
}

export type RolloutBy = CohortKind | 'none';

/** Where a worker stands in the order of a rollout: the position of their cohort, then a rank that never changes. */
export type Place = readonly [cohort: number, rank: string];

/** The admissions of one day, by rank. */
export interface Day {
  /** Epoch ms at which it began. */
  readonly at: number;
  readonly ids: readonly string[];
  /** How many of the first `ids` were admitted before an operator resumed the rollout: their failures are known, and not judged. */
  readonly known: number;
  /** Of the others, whose last check failed. */
  readonly failed: readonly string[];
}

export type Halted =
  | { readonly kind: 'paused'; readonly at: number; readonly actor: string; readonly reason: string }
  | { readonly kind: 'stopped'; readonly at: number; readonly admitted: number; readonly failed: number };

export const MOST_COHORTS = 200;
export const MOST_WAVES = 400;
export const MOST_A_DAY = 4_000;

export type RolloutState = 'running' | 'paused' | 'stopped' | 'ended';

export const stateOf = ({ halted, ended }: Pick<Rollout, 'halted' | 'ended'>): RolloutState =>
  ended ? 'ended' : (halted?.kind ?? 'running');

/** Whether it decides who is written: also while it is halted, for who was admitted goes on. */
export const isInForce = (rollout: Rollout | undefined): rollout is Rollout => rollout !== undefined && !rollout.ended;
