import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { reportObserveCommand } from '../../../contracts/operate/report/report-observe.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { visitAll } from '../all-workers.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { dueWorkers } from '../status/due-workers.ts';
import { stillComing } from '../status/still-coming.ts';
import { actionCounter, plannedActions } from './action-counts.ts';

type Report = OutputOf<typeof reportObserveCommand>;

export async function reportObserve(
  { target, cursor }: InputOf<typeof reportObserveCommand>,
  { deps, call }: OperatorRequest,
): Promise<Answer<Report>> {
  const { ledger, clock } = deps;
  const counter = actionCounter();
  let [workers, wouldChange, unreadable] = [0, 0, 0];

  const visit = async (worker: Worker) => {
    workers++;
    const digest = worker.targets[target]?.observedPlan;
    if (digest === undefined) return;
    wouldChange++;
    const actions = await plannedActions(worker, { target, digest }, ledger);
    if (actions) counter.add(actions);
    else unreadable++;
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
    actions: counter.all(),
    ...(comingIn && { coming: comingIn }),
    ...(rest !== undefined && { next: rest || 'start' }),
  });
}
