import { valuesOf } from '../../../domain/rollout/place.ts';
import type { Rollout, RolloutBy } from '../../../domain/rollout/rollout.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { visitAll } from '../all-workers.ts';
import type { OperatorRequest } from '../deps.ts';
import { type PlannedAction, plannedActions } from '../report/action-counts.ts';

/** A worker who would be changed, and whom no rollout in force has admitted. */
export interface Waiting {
  readonly worker: Pick<Worker, 'key'>;
  readonly standing: Standing;
  readonly actions: readonly PlannedAction[];
}

export interface ReadWaiting {
  readonly waiting: readonly Waiting[];
  /** Workers who left, and have a managed account that has not ended: they wait for no wave. */
  readonly leavers: readonly string[];
}

/**
 * Reads every worker, and keeps those who wait for a rollout on a target; `hasActions` reads what would be done too. Undefined where the time
 * of this call does not suffice.
 */
export async function readWaiting(
  {
    target,
    rollout,
    hasActions,
  }: { readonly target: string; readonly rollout?: Rollout | undefined; readonly hasActions: boolean },
  { deps, call }: OperatorRequest,
): Promise<ReadWaiting | undefined> {
  const { ledger, clock, policy } = deps;
  const now = clock.now();
  const waiting: Waiting[] = [];
  const leavers: string[] = [];
  const visit = async (worker: Worker) => {
    const record = worker.targets[target];
    const digest = record?.observedPlan;
    if (!record || digest === undefined || (rollout && record.admitted?.rollout === rollout.id)) return;
    const standing = accessAt(worker, now, policy.access);
    if (standing.kind === 'ended') {
      if (record.accounts.length > 0) leavers.push(worker.key);
      return;
    }
    const actions = hasActions ? await plannedActions(worker, { target, digest }, ledger) : [];
    waiting.push({ worker: { key: worker.key }, standing, actions: actions ?? [] });
  };
  const rest = await visitAll(ledger.workers, { cursor: undefined, hasTime: () => clock.now() < call.deadline, visit });
  return rest === undefined ? { waiting, leavers } : undefined;
}

/** How many of them are in each cohort; who is in several counts in each. */
export function sizesOf(waiting: readonly Waiting[], by: RolloutBy): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { standing } of waiting)
    for (const value of valuesOf(standing, by)) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return sizes;
}
