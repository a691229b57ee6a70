import { CONVERGE_LEASE_MS } from '../../../contracts/cadence.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock'>;

const nameOf = (workerKey: string): string => `converge:${workerKey}`;

/**
 * Takes a worker for one convergence, so that two never work for one worker side by side. False when another has them: then they are
 * due again when its lease ends, unless it commits before. Access that must end waits for no lease.
 */
export async function takeTurn(
  { worker, standing }: { readonly worker: Worker; readonly standing: Standing },
  holder: string,
  { ledger, clock }: Deps,
): Promise<boolean> {
  if (standing.kind === 'ended') return true;
  const now = clock.now();
  if (await ledger.checkpoints.lease(nameOf(worker.key), holder, now, now + CONVERGE_LEASE_MS)) return true;
  await ledger.dueLines.dueAgain(worker.key, now + CONVERGE_LEASE_MS, worker.version);
  return false;
}

/** Gives a worker back. One that another process has meanwhile stays theirs. */
export async function endTurn(workerKey: string, holder: string, { ledger, clock }: Deps): Promise<void> {
  const now = clock.now();
  await ledger.checkpoints.lease(nameOf(workerKey), holder, now, now);
}
