import type { Decision, Hold } from '../../../domain/worker/hold.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { OperateDeps } from '../deps.ts';
import { changeWorker } from '../override/change-worker.ts';

/** Forgets a removal that an operator rejected, so that it is not asked about again. Safe to repeat. */
export async function dropRemoval(
  { kind, workerKey, target, basis = [] }: Hold,
  { verdict }: Decision,
  deps: Pick<OperateDeps, 'ledger' | 'clock' | 'random'>,
): Promise<void> {
  if (kind !== 'removal' || verdict !== 'rejected') return;
  // the basis names the removal that was asked about; another one may have been asked for since
  const isIt = ({ removal }: ManagedAccount) =>
    removal !== undefined && removal.since === undefined && basis.includes(removal.run);
  await changeWorker(
    workerKey,
    ({ targets }) => {
      const record = targets[target];
      if (!record?.accounts.some(isIt)) return undefined;
      const accounts = record.accounts.map((account) => {
        const { removal: _, ...rest } = account;
        return isIt(account) ? rest : account;
      });
      return { targets: { ...targets, [target]: { ...record, accounts } } };
    },
    deps,
  );
}
