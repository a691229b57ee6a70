import { FORESTALLED, untilWritten } from '../../../domain/until-written.ts';
import { classNow } from '../../../domain/worker/next-due.ts';
import { type HowHeard, standingAt } from '../../../domain/worker/standing.ts';
import type { DueClass, Worker } from '../../../domain/worker/worker.ts';
import type { Workers } from '../../../ports/ledger/people/workers.ts';

const ATTEMPTS = 5;

interface DueNow {
  readonly workers: Workers;
  readonly access: HowHeard;
  /** Epoch ms. */
  readonly now: number;
}

/** Makes a worker due now. The version moves in any case, so that a convergence under way plans again. */
export async function makeDue(worker: Worker, { workers, access, now }: DueNow): Promise<void> {
  await untilWritten(`Worker ${worker.key}`, ATTEMPTS, async (attempt) => {
    const current = attempt === 0 ? worker : await workers.load(worker.key);
    if (!current) return FORESTALLED;
    const { due } = current;
    const next = { ...current, due: { at: Math.min(due?.at ?? now, now), class: classOf(current, access, now) } };
    return (await workers.commit(next)) === 'committed' ? next : FORESTALLED;
  });
}

function classOf(worker: Worker, access: HowHeard, now: number): DueClass {
  const standing = standingAt(worker.engagements, worker.overrides, now, access);
  return classNow(worker, now, { standing, isNews: false });
}
