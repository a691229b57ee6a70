import { hasStopped, withOutcome } from '../../../domain/rollout/admission.ts';
import { rankOf } from '../../../domain/rollout/place.ts';
import type { Rollout } from '../../../domain/rollout/rollout.ts';
import { tellStopped } from '../act/tell-stopped.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Converged } from '../run.ts';

/** Counts, in the rollouts that admitted a worker, whether the check that was just committed failed; a rollout with too many failures stops. */
export async function noteRollouts(
  converged: readonly Converged[],
  deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>,
): Promise<void> {
  for (const { target, run, end } of converged) {
    const { admitted, before, worker } = run;
    const hasFailed = end.state === 'failing';
    if (!admitted || (!hasFailed && before.state !== 'failing')) continue;
    const rank = rankOf(worker.key);
    const stopped = await deps.ledger.rollouts.change<Rollout | undefined>(target, (rollout) => {
      if (rollout?.id !== admitted.rollout) return { answer: undefined };
      const after = withOutcome(rollout, { rank, hasFailed }, deps.clock.now());
      if (after === rollout) return { answer: undefined };
      return { write: after, answer: hasStopped(rollout, after) ? after : undefined };
    });
    if (stopped) tellStopped(stopped, deps);
  }
}
