import type { ProvisionDeps } from '../deps.ts';
import type { Converged } from '../run.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock'>;

/** Hands a leaver's open invitations to poll, before the commit that relies on it. */
export async function watchPending(converged: readonly Converged[], { ledger, clock }: Deps): Promise<void> {
  for (const { target, run, end } of converged) {
    for (const accountId of end.pendingDisables ?? [])
      await ledger.pendingDisables.watch(target, { accountId, workerKey: run.worker.key, since: clock.now() });
  }
}

/** Takes back what the commit has made needless; what a crash leaves behind poll finds out. */
export async function dropWatched(converged: readonly Converged[], { ledger }: Deps): Promise<void> {
  for (const { target, run, end } of converged) {
    if (!run.before.pendingDisable) continue;
    const gone = run.accounts.filter(({ id }) => !end.pendingDisables?.includes(id));
    for (const { id } of gone) await ledger.pendingDisables.drop(target, id);
  }
}
