import { RetryableError } from '../../domain/failure.ts';
import type { Worker } from '../../domain/worker.ts';
import type { Workers } from '../../ports/ledger/workers.ts';

const ATTEMPTS = 5;

/** Makes a worker due now. The version moves in any case, so that a convergence under way plans anew. */
export async function makeDue(worker: Worker, workers: Workers, now: number): Promise<void> {
  let current: Worker | undefined = worker;
  for (let attempt = 0; attempt < ATTEMPTS && current; attempt++) {
    const { due } = current;
    const next = { ...current, due: { at: Math.min(due?.at ?? now, now), class: due?.class ?? 'rest' } } as const;
    if ((await workers.commit(next)) === 'committed') return;
    current = await workers.load(worker.key);
  }
  throw new RetryableError(`Worker ${worker.key} was changed by others ${ATTEMPTS} times in a row`);
}
