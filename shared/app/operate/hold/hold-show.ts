import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { holdShowCommand } from '../../../contracts/operate/hold/hold-show.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { plannedTarget } from '../rehearsal/planned-target.ts';
import { noSuch } from '../unknown-names.ts';
import { showHold } from './show-hold.ts';

/** A hold beside the plan of this moment: the id of a hold names the plan, so the same id asked about again is the same plan. */
export async function holdShow(
  input: InputOf<typeof holdShowCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof holdShowCommand>>> {
  const { deps } = request;
  const hold = await deps.ledger.holds.get(input.hold);
  if (!hold) return noSuch({ field: 'hold', names: 'hold' }, deps);
  const worker = await deps.ledger.workers.load(hold.workerKey);
  const setup = deps.targets.find(({ target }) => target.name === hold.target);
  if (!worker || !setup) return answer({ hold: showHold(hold, deps.operators) });
  const { planned, holds } = await plannedTarget({ worker, setup, at: deps.clock.now() }, request);
  return answer({
    hold: showHold(hold, deps.operators),
    plan: planned,
    ...(planned.stopped === undefined && { unchanged: holds.some(({ id }) => id === hold.id) }),
  });
}
