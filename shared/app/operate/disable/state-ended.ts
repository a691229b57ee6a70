import { isInForce, type Override, UNTIL_LIFTED } from '../../../domain/worker/override.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { NO_RECORD } from '../../converge/run.ts';
import type { OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { changeWorker } from '../override/change-worker.ts';
import { overrideId } from '../override/override-id.ts';

export interface Ending {
  readonly workerKey: string;
  readonly reason: string;
  /** An account that the operator named: it is this worker's to write from now on. */
  readonly account?: NamedAccount | undefined;
}

interface NamedAccount {
  readonly target: string;
  readonly id: string;
}

/**
 * Writes down that a worker's access has ended, from now until an operator lifts it: policy reads it before anything HR says. Stated
 * twice it is one override. Answers the one that stands.
 */
export async function stateEnded({ workerKey, reason, account }: Ending, asking: OperatorRequest): Promise<Override> {
  const { deps } = asking;
  const actor = operatorName(asking);
  const now = deps.clock.now();
  const standing = ({ overrides }: Worker) =>
    overrides.find(
      (override) => override.kind === 'access_ended' && override.until === UNTIL_LIFTED && isInForce(override, now),
    );
  const fresh = (worker: Worker): Override => ({
    id: overrideId(worker),
    kind: 'access_ended',
    actor,
    reason,
    from: now,
    until: UNTIL_LIFTED,
  });

  const worker = await changeWorker(
    workerKey,
    (before) => ({
      overrides: standing(before) ? before.overrides : [...before.overrides, fresh(before)],
      targets: account ? withAccount(before.targets, account) : before.targets,
    }),
    deps,
  );
  deps.observe.count('OverrideStated');
  deps.observe.info('override-stated', { workerKey, kind: 'access_ended' });
  return standing(worker) ?? fresh(worker);
}

function withAccount(targets: Worker['targets'], { target, id }: NamedAccount): Worker['targets'] {
  const record = targets[target] ?? NO_RECORD;
  if (record.accounts.some((account) => account.id === id)) return targets;
  return {
    ...targets,
    [target]: { ...record, accounts: [...record.accounts, { id, how: 'adopted', ownedGroups: [] }] },
  };
}
