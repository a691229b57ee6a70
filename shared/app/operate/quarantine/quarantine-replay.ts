import { deliveryUntil } from '../../../contracts/kept-until.ts';
import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { quarantineReplayCommand } from '../../../contracts/operate/quarantine/quarantine-replay.ts';
import { eventMessage } from '../../ingest/event-message.ts';
import { tellRejected } from '../../ingest/tell-rejected.ts';
import { withOwnIds } from '../../ingest/with-own-ids.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { noSuch } from '../unknown-names.ts';
import { readAgain, showEvent } from './read-quarantined.ts';

/**
 * Sends what is understood now, what was understood at its arrival among it: an event that is recorded already changes nothing. What is
 * understood whole leaves the quarantine after it was sent, and is marked as if it had just arrived.
 */
export async function quarantineReplay(
  { id }: InputOf<typeof quarantineReplayCommand>,
  { deps }: OperatorRequest,
): Promise<Answer<OutputOf<typeof quarantineReplayCommand>>> {
  const { ledger, connections, queue, clock, random, observe, retention } = deps;
  const delivery = await ledger.quarantine.get(id);
  if (!delivery) return noSuch({ field: 'id', names: 'quarantined-delivery' }, deps);
  const now = clock.now();
  const from = { connection: delivery.connection, delivery: id, until: deliveryUntil(now, retention) };
  const said = await withOwnIds(readAgain(delivery, connections), from, { deliveries: ledger.deliveries, observe });
  const { events, rejected, notUnderstood } = said;
  await queue.send(events.map((event) => eventMessage(event, { delivery: id, dedupId: random.uuid() })));
  tellRejected(rejected, { connection: delivery.connection, delivery: id }, observe);
  const kept = notUnderstood.length > 0;
  if (!kept) {
    const ids = events.map((event) => event.id);
    await ledger.deliveries.mark(id, ids, now, deliveryUntil(now, retention));
    await ledger.quarantine.remove(delivery);
  }
  observe.count('DeliveryReplayed');
  observe.info('delivery-replayed', { connection: delivery.connection, delivery: id, events: events.length, kept });
  return answer({ id, sent: events.map(showEvent), notUnderstood, kept });
}
