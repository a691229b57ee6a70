import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { gateListCommand } from '../../../contracts/operate/control/gate-list.ts';
import { gateName } from '../../quota/gate.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { showGate } from './show-gate.ts';

export async function gateList(
  _input: object,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof gateListCommand>>> {
  const { ledger, clock, targets } = deps;
  const now = clock.now();
  const shown = targets.flatMap(({ target: { name, channel } }) =>
    gatesOf(name, channel?.name).map(async ({ gate, ...of }) => ({
      ...of,
      ...showGate(name, await ledger.gates.state(gate), now),
    })),
  );
  return answer({ gates: await Promise.all(shown) });
}

/** The gate of a target, and that of its channel where it has one. */
const gatesOf = (target: string, channel: string | undefined) => [
  { gate: gateName(target) },
  ...(channel === undefined ? [] : [{ gate: gateName(target, channel), channel }]),
];
