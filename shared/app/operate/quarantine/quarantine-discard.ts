import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { quarantineDiscardCommand } from '../../../contracts/operate/quarantine/quarantine-discard.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { noSuch } from '../unknown-names.ts';
import { showDiscarded } from './read-quarantined.ts';

/** Deletes a delivery of which nothing is needed. Who did it, and why, is listed until its time in quarantine would have ended. */
export async function quarantineDiscard(
  { id, reason }: InputOf<typeof quarantineDiscardCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof quarantineDiscardCommand>>> {
  const { ledger, clock, observe } = request.deps;
  const delivery = await ledger.quarantine.get(id);
  if (!delivery) return noSuch({ field: 'id', names: 'quarantined-delivery' }, request.deps);
  const { body: _, headers: __, ...label } = delivery;
  const discarded = { ...label, actor: operatorName(request), reason, discardedAt: clock.now() };
  await ledger.quarantine.discard(discarded);
  observe.count('DeliveryDiscarded');
  observe.info('delivery-discarded', { connection: delivery.connection, delivery: id });
  return answer({ discarded: showDiscarded(discarded, request.deps) });
}
