import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { gateOpenCommand } from '../../../contracts/operate/control/gate-open.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { showGate } from './show-gate.ts';

/** Waiting workers keep their time: all at once would close the gate again. Opening an open gate changes nothing. */
export async function gateOpen(
  { target, reason }: InputOf<typeof gateOpenCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof gateOpenCommand>>> {
  const { ledger, clock, observe } = request.deps;
  const now = clock.now();
  const was = await ledger.gates.openBy(target, { actor: operatorName(request), reason, at: now });
  if (was) {
    observe.count('GateOpened', { target });
    observe.info('gate-opened', { target, cause: was.cause });
  }
  return answer({
    gate: showGate(target, await ledger.gates.state(target), now),
    ...(was && { was: showGate(target, { closed: was }, now) }),
  });
}
