import type { Cohort } from '../../../domain/worker/cohort.ts';
import { cohortsOf } from '../../../domain/worker/cohort.ts';
import type { Hold, HoldKind } from '../../../domain/worker/hold.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import { type Answer, answer, conflict, type OperateDeps } from '../deps.ts';

/** So many open holds are read; their number is exact, or nothing is said of it. */
const MOST = 5_000;
const AT_ONCE = 20;

interface Matching {
  readonly kind: HoldKind;
  readonly cohort?: Cohort | undefined;
}

/** All open holds of a kind, of the workers of one cohort where one is named, the oldest first. */
export async function matchingHolds(
  { kind, cohort }: Matching,
  deps: Pick<OperateDeps, 'ledger' | 'clock' | 'policy'>,
): Promise<Answer<readonly Hold[]>> {
  const open = await deps.ledger.holds.listOpen(MOST + 1);
  if (open.length > MOST)
    return conflict(`More than ${MOST} holds are open, so that they cannot be counted: decide some by their id first`);
  const ofKind = open.filter((hold) => hold.kind === kind);
  if (!cohort) return answer(ofKind);
  const matching: Hold[] = [];
  for (let index = 0; index < ofKind.length; index += AT_ONCE) {
    const some = ofKind.slice(index, index + AT_ONCE);
    const isOne = await Promise.all(some.map(({ workerKey }) => isIn(cohort, workerKey, deps)));
    matching.push(...some.filter((_hold, place) => isOne[place]));
  }
  return answer(matching);
}

/** Whether HR says of a worker what makes the cohort, of any engagement that counts now. */
async function isIn(
  { by, value }: Cohort,
  workerKey: string,
  { ledger, clock, policy }: Pick<OperateDeps, 'ledger' | 'clock' | 'policy'>,
): Promise<boolean> {
  const worker = await ledger.workers.load(workerKey);
  if (!worker) return false;
  const standing = standingAt(worker.engagements, worker.overrides, clock.now(), policy.access);
  return cohortsOf(standing).some((one) => one.by === by && one.value === value);
}
