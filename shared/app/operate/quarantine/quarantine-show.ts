import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { quarantineShowCommand } from '../../../contracts/operate/quarantine/quarantine-show.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { noSuch } from '../unknown-names.ts';
import { readAgain, showEvent, showQuarantined } from './read-quarantined.ts';

export async function quarantineShow(
  { id }: InputOf<typeof quarantineShowCommand>,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof quarantineShowCommand>>> {
  const kept = await deps.ledger.quarantine.get(id);
  if (!kept) return noSuch({ field: 'id', names: 'quarantined-delivery' }, deps);
  const { events, notUnderstood } = readAgain(kept, deps.connections);
  return answer({
    delivery: showQuarantined(kept),
    bytes: kept.body.byteLength,
    understood: events.map(showEvent),
    notUnderstood,
  });
}
