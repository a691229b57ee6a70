import { FORESTALLED, untilWritten } from '../../../domain/until-written.ts';
import { classNow } from '../../../domain/worker/next-due.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import { newWorker, type Worker } from '../../../domain/worker/worker.ts';
import type { OperateDeps } from '../deps.ts';

const ATTEMPTS = 10;

/**
 * Changes a worker's item against whatever other processes write meanwhile, and makes the worker due. The version moves in any case, so that a
 * convergence under way plans anew. One who was only announced gets an item. `change` may be asked several times; undefined leaves
 * everything as it is. Answers the worker afterwards.
 */
export async function changeWorker(
  key: string,
  change: (worker: Worker) => Partial<Omit<Worker, 'key' | 'version' | 'due' | 'outbox'>> | undefined,
  { ledger: { workers }, clock, random }: Pick<OperateDeps, 'ledger' | 'clock' | 'random'>,
): Promise<Worker> {
  return untilWritten(`Worker ${key}`, ATTEMPTS, async () => {
    const worker = (await workers.load(key)) ?? newWorker(key, random.uuid());
    const changes = change(worker);
    if (!changes) return worker;
    const now = clock.now();
    const changed: Worker = { ...worker, ...changes };
    const standing = standingAt(changed.engagements, changed.overrides, now);
    const next: Worker = { ...changed, due: { at: now, class: classNow(changed, now, { standing, isNews: true }) } };
    return (await workers.commit(next)) === 'committed' ? { ...next, version: worker.version + 1 } : FORESTALLED;
  });
}
