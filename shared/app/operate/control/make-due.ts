import { RetryableError } from '../../../domain/failure.ts';
import { classNow } from '../../../domain/worker/next-due.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { DueClass, Worker } from '../../../domain/worker/worker.ts';
import type { Workers } from '../../../ports/ledger/people/workers.ts';

const ATTEMPTS = 5;

/** Makes a worker due now. The version moves in any case, so that a convergence under way plans again. */
export async function makeDue(worker: Worker, workers: Workers, now: number): Promise<void> {
  let current: Worker | undefined = worker;
  for (let attempt = 0; attempt < ATTEMPTS && current; attempt++) {
    const { due } = current;
    const next = { ...current, due: { at: Math.min(due?.at ?? now, now), class: classOf(current, now) } };
    if ((await workers.commit(next)) === 'committed') return;
    current = await workers.load(worker.key);
  }
  throw new RetryableError(`Worker ${worker.key} was changed by other processes ${ATTEMPTS} times in a row`);
}

function classOf(worker: Worker, now: number): DueClass {
  const standing = standingAt(worker.engagements, worker.overrides, now);
  return classNow(worker, now, { standing, isNews: false });
}
