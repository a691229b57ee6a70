import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { planCommand } from '../../../contracts/operate/explain/plan.ts';
import type { PlannedTarget } from '../../../contracts/operate/explain/planned.ts';
import { beginningOf } from '../../../contracts/operate/instant.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { NOBODY, selectWorker } from '../select-worker.ts';
import { planAll } from './plan-all.ts';
import { plannedTarget } from './planned-target.ts';

/** What would be done, at any instant. Nothing about the worker is written anywhere. */
export async function plan(
  { target, at: instant, all, cursor, ...whom }: InputOf<typeof planCommand>,
  asking: OperatorRequest,
): Promise<Answer<OutputOf<typeof planCommand>>> {
  const { deps } = asking;
  const setups = deps.targets.filter((setup) => target === undefined || setup.target.name === target);

  const at = instant === undefined ? deps.clock.now() : beginningOf(instant);
  if (all) return planAll({ setups, at, cursor }, asking);
  const worker = await selectWorker(whom, deps.ledger);
  if (!worker) return NOBODY;
  const targets: PlannedTarget[] = [];
  for (const setup of setups) targets.push((await plannedTarget({ worker, setup, at }, asking)).planned);
  const { kind } = accessAt(worker, at, deps.policy.access);
  return answer({ workerKey: worker.key, at: iso(at), standing: kind, targets });
}
