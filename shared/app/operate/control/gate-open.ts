import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { gateOpenCommand } from '../../../contracts/operate/control/gate-open.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { type GateOf, gatesOf } from './gates-of.ts';
import { showGate } from './show-gate.ts';

/** Waiting workers keep their time: all at once would close the gate again. Opening an open gate changes nothing. */
export async function gateOpen(
  { target, reason }: InputOf<typeof gateOpenCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof gateOpenCommand>>> {
  const { ledger, clock, observe, targets } = request.deps;
  const now = clock.now();
  const opening = { actor: operatorName(request), reason, at: now };
  const open = async (of: GateOf) => {
    const was = await ledger.gates.openBy(of.gate, opening);
    if (was) observe.info('gate-opened', { target, cause: was.cause, ...(of.channel && { channel: of.channel.name }) });
    return {
      gate: showGate(of, await ledger.gates.state(of.gate), now),
      ...(was && { was: showGate(of, { closed: was }, now) }),
    };
  };
  const setup = targets.filter((one) => one.target.name === target);
  const [own, ofChannel] = await Promise.all(gatesOf(setup).map(open));
  if (own?.was ?? ofChannel?.was) observe.count('GateOpened', { target });
  return answer({
    ...(own ?? { gate: showGate({ target }, await ledger.gates.state(target), now) }),
    ...(ofChannel && { channel: ofChannel }),
  });
}
