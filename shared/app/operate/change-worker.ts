import { RetryableError } from '../../domain/failure.ts';
import { endingOverride } from '../../domain/override.ts';
import { newWorker, type Worker } from '../../domain/worker.ts';
import type { OperateDeps } from './deps.ts';

const ATTEMPTS = 10;

/**
 * Changes a worker's item against whatever others write meanwhile, and makes the worker due. The version moves in any case, so that a
 * convergence under way plans anew. One who was only announced gets an item. `change` may be asked several times; undefined leaves
 * everything as it is. Answers the worker afterwards.
 */
export async function changeWorker(
  key: string,
  change: (worker: Worker) => Pick<Worker, 'overrides' | 'targets'> | undefined,
  { ledger: { workers }, clock, random }: Pick<OperateDeps, 'ledger' | 'clock' | 'random'>,
): Promise<Worker> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const worker = (await workers.load(key)) ?? newWorker(key, random.uuid());
    const changes = change(worker);
    if (!changes) return worker;
    const now = clock.now();
    const isEnding = endingOverride(changes.overrides, now) !== undefined || worker.due?.class === 'ending';
    const next: Worker = { ...worker, ...changes, due: { at: now, class: isEnding ? 'ending' : 'joiner-mover' } };
    if ((await workers.commit(next)) === 'committed') return { ...next, version: worker.version + 1 };
  }
  throw new RetryableError(`Worker ${key} was changed by others ${ATTEMPTS} times in a row`);
}
