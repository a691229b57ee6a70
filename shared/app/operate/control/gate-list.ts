import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { gateListCommand } from '../../../contracts/operate/control/gate-list.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { gatesOf } from './gates-of.ts';
import { showGate } from './show-gate.ts';

export async function gateList(
  _input: object,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof gateListCommand>>> {
  const { ledger, clock, targets } = deps;
  const now = clock.now();
  const shown = gatesOf(targets).map(async (of) => showGate(of, await ledger.gates.state(of.gate), now));
  return answer({ gates: await Promise.all(shown) });
}
