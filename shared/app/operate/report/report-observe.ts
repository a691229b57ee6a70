import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { reportObserveCommand } from '../../../contracts/operate/report/report-observe.ts';
import { groupNamesIn } from '../../../domain/chain/group-names.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { visitAll } from '../all-workers.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { dueWorkers } from '../status/due-workers.ts';
import { stillComing } from '../status/still-coming.ts';
import { observedPlan } from './observed-plan.ts';
import { accessOf } from './receipt-access.ts';

type Report = OutputOf<typeof reportObserveCommand>;

/** More receipts than one plan ever has. */
const TAIL = 100;

export async function reportObserve(
  { target, cursor }: InputOf<typeof reportObserveCommand>,
  { deps, call }: OperatorRequest,
): Promise<Answer<Report>> {
  const { ledger, clock } = deps;
  const counts = new Map<string, Report['actions'][number]>();
  let [workers, wouldChange, unreadable] = [0, 0, 0];

  const visit = async ({ key, targets: records, receipts: { next } }: Worker) => {
    workers++;
    const digest = records[target]?.observedPlan;
    if (digest === undefined) return;
    wouldChange++;
    const tail = await ledger.receipts.chain(key, Math.max(0, next - TAIL));
    const plan = observedPlan(tail, target, digest);
    if (!plan) unreadable++;
    const names = groupNamesIn(tail);
    for (const action of plan ?? []) {
      const { kind, rule } = action;
      const of = `${kind} ${rule}`;
      const { role, groups } = accessOf(action, names);
      const known = counts.get(of);
      const roles = inOrder([...(known?.roles ?? []), ...(role === undefined ? [] : [role])]);
      const about = inOrder([...(known?.groups ?? []), ...(groups ?? [])]);
      counts.set(of, {
        action: kind,
        rule,
        count: (known?.count ?? 0) + 1,
        ...(roles.length > 0 && { roles }),
        ...(about.length > 0 && { groups: about }),
      });
    }
  };
  const hasTime = () => clock.now() < call.deadline;
  const rest = await visitAll(ledger.workers, { cursor: cursor === 'start' ? undefined : cursor, hasTime, visit });
  const comingIn = await stillComing(await dueWorkers(deps, clock.now()), deps);
  return answer({
    target,
    mode: await ledger.flags.modeOf(target),
    workers,
    wouldChange,
    unreadable,
    actions: [...counts.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1)),
    ...(comingIn && { coming: comingIn }),
    ...(rest !== undefined && { next: rest || 'start' }),
  });
}

const inOrder = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();
