import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { quarantineListCommand } from '../../../contracts/operate/quarantine/quarantine-list.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { showDiscarded, showQuarantined } from './read-quarantined.ts';

const LISTED = 100;

export async function quarantineList(
  _input: object,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof quarantineListCommand>>> {
  const { quarantine } = deps.ledger;
  const [kept, discarded] = await Promise.all([quarantine.list(LISTED + 1), quarantine.listDiscarded(LISTED)]);
  return answer({
    deliveries: kept.slice(0, LISTED).map(showQuarantined),
    discarded: discarded.map((one) => showDiscarded(one, deps)),
    more: kept.length > LISTED,
  });
}
