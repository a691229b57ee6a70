import { accessAt } from '../../../domain/worker/access-standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { conflict, type OperatorRequest, type Refusal } from '../deps.ts';
import type { Seen } from './look-at-removal.ts';

interface Asked {
  readonly worker: Worker;
  readonly setup: TargetSetup;
  /** Ended accounts of the worker that are there. */
  readonly seen: readonly Seen[];
}

/** Why nothing of this worker may be removed from the target, whatever the account is like; undefined where it may. */
export async function admitRemoval(
  { worker, setup: { target, settings }, seen }: Asked,
  { deps, call }: OperatorRequest,
): Promise<Refusal | undefined> {
  const { traits, removal } = target;
  if (!traits.removesAccounts || !removal)
    return conflict('This target has no way to remove an account for good; remove it by hand');
  if (settings.provisionedBy === 'idp')
    return conflict('The identity provider owns the accounts of this target: remove the person there');
  if ((await deps.ledger.flags.modeOf(target.name)) === 'observe')
    return conflict('The target is in observe mode, and nothing is removed there');
  const standing = accessAt(worker, deps.clock.now(), deps.policy.access);
  if (standing.kind !== 'ended')
    return conflict('The access of this worker has not ended; only a leaver’s account is removed');
  if (standing.isComingBack) return conflict('The worker starts again within 14 days, and needs the account');
  const accounts = worker.targets[target.name]?.accounts ?? [];
  if (accounts.length === 0) return conflict('This system manages no account of the worker there; remove it by hand');
  if (accounts.every(({ endedAt }) => endedAt === undefined))
    return conflict('The account was not read back as ended yet; explain shows what it waits for');
  if (seen.length === 0) return conflict('The account is gone already, or the target does not show it clearly');
  if (seen.length > 1) return conflict('The worker has several ended accounts there: remove them by hand');
  const ready = await removal.ready(call);
  return ready.kind === 'done' ? undefined : conflict(ready.because);
}
