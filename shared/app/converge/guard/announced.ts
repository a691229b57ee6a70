import { countingOf, expectationsFor } from '../../../domain/expectation/expectation.ts';
import type { LimitKind } from '../../../domain/plan/guard.ts';
import { cohortsOf } from '../../../domain/worker/cohort.ts';
import type { Guarded } from './guarded.ts';

/**
 * Takes a place in a change that an operator announced, and answers its id; undefined where none is announced for this worker, or all of its
 * places are taken. It counts there, and not against the limit, whose room is for what was not announced.
 */
export async function takeAnnounced(
  { run, setup, deps: { ledger, clock } }: Guarded,
  kind: LimitKind,
): Promise<string | undefined> {
  const target = setup.target.name;
  const workerKey = run.worker.key;
  const all = await ledger.expectations.list(target);
  for (const one of expectationsFor(all, { workerKey, kind, cohorts: cohortsOf(run.standing), at: clock.now() })) {
    const { kind: countedAs, now, windows } = countingOf(one);
    const counter = { windows, ...(one.cohort && { cohort: one.cohort }) };
    const reserved = await ledger.limits.reserve({ target, kind: countedAs, workerKey, now, counters: [counter] });
    if (reserved.kind === 'reserved') return one.id;
  }
  return undefined;
}
