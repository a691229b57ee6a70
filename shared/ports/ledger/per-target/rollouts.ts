import type { Rollout } from '../../../domain/rollout/rollout.ts';

/** What a change of a rollout came to; without `write` nothing is written. */
interface RolloutChange<A> {
  readonly write?: Rollout;
  readonly answer: A;
}

/** The rollout of each target, one item a target; the next one takes its place. */
export interface Rollouts {
  read(target: string): Promise<Rollout | undefined>;
  /** Reads, decides and writes, and decides again whenever another process was faster. */
  change<A>(target: string, decide: (current: Rollout | undefined) => RolloutChange<A>): Promise<A>;
}
