import type { PlannedAll, PlannedRow } from '../../../contracts/operate/explain/planned.ts';
import { timeline } from '../../../domain/timeline/engagement.ts';
import { accessAt, asRead } from '../../../domain/worker/access-standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { type Comparing, differenceAt } from '../../converge/difference-at.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { loadProgress } from '../../poll/sweep/sweep-state.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { deployedPolicy } from '../policy/deployed.ts';
import { reportRows } from '../report/report-rows.ts';
import { plannedStep } from './planned-step.ts';
import { seenAccounts } from './seen-accounts.ts';

interface All {
  readonly setups: readonly TargetSetup[];
  /** Epoch ms. */
  readonly at: number;
  readonly cursor: string | undefined;
}

/** What would be done for all workers at an instant and would not be done now, by what the last sweeps saw. Asks no target. */
export async function planAll({ setups, at, cursor }: All, request: OperatorRequest): Promise<Answer<PlannedAll>> {
  const { deps } = request;
  const { ledger, policy } = deps;
  const now = deps.clock.now();
  const { onTargets } = await deployedPolicy(deps);
  const comparing = await Promise.all(
    onTargets
      .filter(({ setup }) => setups.some(({ target }) => target.name === setup.target.name))
      .map(async ({ setup, record, isActive }): Promise<Comparing> => {
        const keepBy = isActive ? undefined : record?.active.policy;
        return { setup, policy, keepBy, seen: await seenAccounts(setup.target.name, ledger), now, at };
      }),
  );
  const report = await reportRows<PlannedRow>(
    cursor,
    async (worker) => {
      const rows = comparing.flatMap((one) => rowsOf(worker, one));
      return { facts: rows.length > 0 ? 1 : 0, rows };
    },
    request,
  );
  const sweeps = await Promise.all(
    comparing.map(async ({ setup: { target } }) => {
      const progress = await loadProgress(target.name, ledger);
      return { target: target.name, ...(progress && { sweptAt: iso(progress.state.startedAt) }) };
    }),
  );
  return answer({ ...report, at: iso(at), sweeps });
}

function rowsOf(worker: Worker, comparing: Comparing): readonly PlannedRow[] {
  const events = eventsBetween(worker, comparing);
  return differenceAt(worker, comparing).map((step) => {
    const { action, ...shown } = plannedStep(step, (group) => group);
    return { workerKey: worker.key, target: comparing.setup.target.name, state: action, ...shown, events };
  });
}

/** Ids of the facts and overrides that count at the later instant and do not count now. */
function eventsBetween(worker: Worker, { now, at, policy }: Comparing): readonly string[] {
  const basis = (instant: number) => accessAt(worker, instant, policy.access).basis;
  const before = basis(now);
  const taking = Object.values(asRead(worker, policy.access).engagements)
    .flatMap(timeline)
    .filter((entry) => entry.at > now && entry.at <= at && entry.fact.kind !== 'left')
    .map(({ fact }) => fact.id);
  return [...new Set([...basis(at).filter((id) => !before.includes(id)), ...taking])].sort();
}
