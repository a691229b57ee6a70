import { failureClass } from '../../../domain/failure-class.ts';
import type { DeadLetter, DeadLetters } from '../../../ports/ledger/intake/dead-letters.ts';

/** More than are ever parked while an operator still sends them one by one. */
const READ = 1_000;
const NEWEST = 100;

/** What happens to the dead letters during a run. */
export interface RedriveWatch {
  /** Parked since the run began. */
  readonly cameBack: number;
  /** The first class among them that nothing in the queue had when the run began. */
  readonly newClass: string | undefined;
}

/** Watches a run that began at an instant, whichever call continues it. */
export async function redriveWatch(began: number, letters: DeadLetters): Promise<() => Promise<RedriveWatch>> {
  const wasThere = ({ parkedAt, redriven }: DeadLetter) =>
    parkedAt < began && (redriven === undefined || redriven.at >= began);
  const known = new Set((await letters.listAll(READ)).filter(wasThere).map(({ because }) => failureClass(because)));
  return async () => {
    const since = (await letters.list(NEWEST)).filter(({ parkedAt }) => parkedAt >= began);
    const classes = since.toReversed().map(({ because }) => failureClass(because));
    return { cameBack: since.length, newClass: classes.find((one) => !known.has(one)) };
  };
}
