import type { Rollout } from '../../../domain/rollout/rollout.ts';
import type { ProvisionDeps } from '../deps.ts';

/** Reports that a rollout stopped by itself, with the numbers by which it did. */
export function tellStopped({ target, halted, stopAt }: Rollout, { notice }: Pick<ProvisionDeps, 'notice'>): void {
  if (halted?.kind !== 'stopped') return;
  const { admitted, failed } = halted;
  notice('rollout-stopped', { target, admitted, failed, stopAt });
}
