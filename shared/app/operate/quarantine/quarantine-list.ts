import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { quarantineListCommand } from '../../../contracts/operate/quarantine/quarantine-list.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { showQuarantined } from './read-quarantined.ts';

const LISTED = 100;

export async function quarantineList(
  _input: object,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof quarantineListCommand>>> {
  const kept = await deps.ledger.quarantine.list(LISTED + 1);
  return answer({ deliveries: kept.slice(0, LISTED).map(showQuarantined), more: kept.length > LISTED });
}
