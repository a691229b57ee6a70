import type { WorkerSelector } from '../../contracts/operate/worker-selector.ts';
import { sourceKey } from '../../domain/event/source-key.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import { newWorker, type Worker } from '../../domain/worker/worker.ts';
import type { Ledger } from '../../ports/ledger/ledger.ts';
import { notFound } from './deps.ts';

export const NOBODY = notFound('No worker matches; HR has sent nothing about this person, or uses another id');

/** The worker an operator means. One who is linked and has no item yet is a worker of whom nothing is known. */
export async function selectWorker(
  { worker, source, connection, sourceWorkerId, email }: WorkerSelector,
  { links, workers }: Pick<Ledger, 'links' | 'workers'>,
): Promise<Worker | undefined> {
  if (worker !== undefined) return workers.load(worker);
  const bySource =
    source ??
    (connection !== undefined && sourceWorkerId !== undefined ? sourceKey(connection, sourceWorkerId) : undefined);
  const key =
    bySource === undefined
      ? email === undefined
        ? undefined
        : await links.workerByEmail(normaliseEmail(email))
      : await links.workerOf(bySource);
  return key === undefined ? undefined : ((await workers.load(key)) ?? newWorker(key, ''));
}
