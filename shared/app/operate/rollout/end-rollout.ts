import { isInForce, type Rollout } from '../../../domain/rollout/rollout.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';

/** Ends the rollout in force on a target, if there is one; its plan is forgotten. */
export const endRollout = (
  target: string,
  ended: NonNullable<Rollout['ended']>,
  { rollouts }: Pick<Ledger, 'rollouts'>,
): Promise<void> =>
  rollouts.change<void>(target, (current) =>
    isInForce(current)
      ? { write: { ...current, waves: [], days: [], cohorts: [], ended }, answer: undefined }
      : { answer: undefined },
  );
