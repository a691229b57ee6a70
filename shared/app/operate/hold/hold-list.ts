import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { holdListCommand } from '../../../contracts/operate/hold/hold-list.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { showHold } from './show-hold.ts';

const LISTED = 100;

export async function holdList(
  _input: object,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof holdListCommand>>> {
  const holds = await deps.ledger.holds.listOpen(LISTED + 1);
  return answer({
    holds: holds.slice(0, LISTED).map((hold) => showHold(hold, deps.operators)),
    more: holds.length > LISTED,
  });
}
