import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { gateListCommand } from '../../../contracts/operate/control/gate-list.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { showGate } from './show-gate.ts';

export async function gateList(
  _input: object,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof gateListCommand>>> {
  const { ledger, clock, targets } = deps;
  const now = clock.now();
  const shown = targets.map(async ({ target: { name } }) => showGate(name, await ledger.gates.state(name), now));
  return answer({ gates: await Promise.all(shown) });
}
