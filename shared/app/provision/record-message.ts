import { assertOwnGroup, decodeMessage } from '../../contracts/messages.ts';
import { unnamedValues } from '../../domain/policy/unnamed-values.ts';
import type { ProvisionDeps } from '../converge/deps.ts';
import { recordFacts } from './record-facts.ts';

/**
 * Records one message and answers which worker to check. Every writer to the queue is treated like ingest: a message that cannot be
 * read, or that is in a different group than the one it names, throws `PermanentError` and is parked.
 */
export async function recordMessage(
  { body, group }: { readonly body: string; readonly group: string | undefined },
  deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'random' | 'notice' | 'policy'>,
): Promise<string> {
  const message = decodeMessage(body);
  assertOwnGroup(message, group);
  if (message.kind === 'reconcile') return message.workerKey;
  const { event, delivery } = message;
  const { workerKey, fate, ownId, hasJoined } = await recordFacts(event, deps, delivery);
  const eventId = ownId ?? event.id;
  if (ownId !== undefined) deps.notice('delivery-id-reused', { workerKey, eventId, reused: event.id }, 'error');
  if (hasJoined) deps.notice('source-key-joined', { workerKey, eventId });
  deps.notice('event-decided', { workerKey, eventId, fate }, 'info');
  if (fate !== 'duplicate') {
    for (const stated of unnamedValues(event.attributes, deps.policy))
      await deps.ledger.metValues.meet({ ...stated, at: deps.clock.now() });
  }
  return workerKey;
}
