import type { InputOf, OutputOf } from '../../contracts/operate/command.ts';
import type { quarantineShowCommand } from '../../contracts/operate/quarantine-show.ts';
import { type Answer, type Asking, answer, notFound } from './deps.ts';
import { readAgain, showEvent, showQuarantined } from './read-quarantined.ts';

export const NOT_KEPT = notFound(
  'No delivery with this id is in quarantine; it leaves after 14 days, or once understood',
);

export async function quarantineShow(
  { id }: InputOf<typeof quarantineShowCommand>,
  { deps: { ledger, connections } }: Asking,
): Promise<Answer<OutputOf<typeof quarantineShowCommand>>> {
  const kept = await ledger.quarantine.get(id);
  if (!kept) return NOT_KEPT;
  const { events, notUnderstood } = readAgain(kept, connections);
  return answer({
    delivery: showQuarantined(kept),
    bytes: kept.body.byteLength,
    understood: events.map(showEvent),
    notUnderstood,
  });
}
