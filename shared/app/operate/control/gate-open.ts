import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { gateOpenCommand } from '../../../contracts/operate/control/gate-open.ts';
import { gateName } from '../../quota/gate.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { showGate } from './show-gate.ts';

/** Waiting workers keep their time: all at once would close the gate again. Opening an open gate changes nothing. */
export async function gateOpen(
  { target, reason }: InputOf<typeof gateOpenCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof gateOpenCommand>>> {
  const { ledger, clock, observe, targets } = request.deps;
  const now = clock.now();
  const opening = { actor: operatorName(request), reason, at: now };
  const channel = targets.find((one) => one.target.name === target)?.target.channel?.name;
  const own = await ledger.gates.openBy(target, opening);
  const ofChannel = channel === undefined ? undefined : await ledger.gates.openBy(gateName(target, channel), opening);
  const was = own ?? ofChannel;
  if (was) {
    observe.count('GateOpened', { target });
    observe.info('gate-opened', { target, cause: was.cause });
  }
  return answer({
    gate: showGate(target, await ledger.gates.state(target), now),
    ...(was && { was: showGate(target, { closed: was }, now) }),
  });
}
