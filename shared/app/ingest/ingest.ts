import type { RetentionSettings } from '../../contracts/config/config.ts';
import type { ConnectionSecret } from '../../contracts/connection-secret.ts';
import { deliveryUntil, quarantinedUntil } from '../../contracts/kept-until.ts';
import type { Told } from '../../contracts/signals/names.ts';
import type { Receipt } from '../../domain/event/order.ts';
import { PermanentError, RetryableError } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Delivery, HrisConnection, Normalised } from '../../ports/hris.ts';
import type { Deliveries } from '../../ports/ledger/intake/deliveries.ts';
import type { Quarantine } from '../../ports/ledger/intake/quarantine.ts';
import type { Observe } from '../../ports/observe.ts';
import type { Queue } from '../../ports/queue.ts';
import type { Secret } from '../../ports/secret.ts';
import { eventMessage } from './event-message.ts';
import type { Receipts } from './receipts.ts';
import { tellRejected } from './tell-rejected.ts';
import { verifyDelivery } from './verify-delivery.ts';
import { withOwnIds } from './with-own-ids.ts';

export interface IngestDeps {
  readonly connections: readonly HrisConnection[];
  /** By the connection's name, for those that have keys. */
  readonly secrets: Readonly<Record<string, Secret<ConnectionSecret>>>;
  readonly deliveries: Deliveries;
  readonly quarantine: Quarantine;
  readonly queue: Queue;
  /** Writes down that the connection sends; the delivery goes on without it. */
  readonly noteHeard: (connection: string) => Promise<void>;
  readonly receipts: Receipts;
  readonly retention: Pick<RetentionSettings, 'quarantineDays'>;
  readonly clock: Clock;
  readonly observe: Observe<Told>;
}

export interface IngestRequest extends Delivery {
  readonly door: HrisConnection['door'];
  /** The name in the path; the door `events` has none. */
  readonly connection: string | undefined;
}

export interface IngestAnswer {
  readonly status: 200 | 202 | 401 | 404 | 413 | 503;
  readonly body: string;
}

const MAX_BODY_BYTES = 256 * 1024;

/**
 * One delivery, from its bytes to the queue. Answers 2xx only once everything it said is on the queue or in quarantine,
 * and 503 for any trouble of ours, because senders give up on a 4xx and do not follow redirects. Never throws.
 */
export async function ingest(request: IngestRequest, deps: IngestDeps): Promise<IngestAnswer> {
  const { observe } = deps;
  if (request.body.byteLength > MAX_BODY_BYTES) {
    observe.count('DeliveryTooLarge');
    observe.warn('delivery-too-large', { bytes: request.body.byteLength });
    return { status: 413, body: `a body holds at most ${MAX_BODY_BYTES} bytes` };
  }
  const connection = deps.connections.find(
    ({ door, name }) => door === request.door && (door === 'events' || name === request.connection),
  );
  if (!connection) {
    observe.count('ConnectionUnknown');
    observe.warn('connection-unknown', { door: request.door });
    return { status: 404, body: 'no such connection' };
  }
  try {
    return await take(connection, request, deps);
  } catch (error) {
    observe.count('DeliveryFailed');
    observe.error('delivery-failed', { connection: connection.name, because: reasonOf(error) });
    return { status: 503, body: '' };
  }
}

async function take(connection: HrisConnection, delivery: Delivery, deps: IngestDeps): Promise<IngestAnswer> {
  const { observe, clock } = deps;
  const { name } = connection;
  const receipt = deps.receipts();
  const accepted: IngestAnswer = { status: connection.door === 'events' ? 202 : 200, body: '' };

  const verification = await verifyDelivery(connection, delivery, { secret: deps.secrets[name], now: clock.now() });
  if (verification.kind === 'unauthentic') {
    observe.count('DeliveryUnauthentic', { connection: name });
    observe.warn('delivery-unauthentic', { connection: name, because: verification.because });
    return { status: 401, body: 'unauthorised' };
  }

  await heard(name, deps);
  const digest = connection.digest(delivery);
  if (await deps.deliveries.seen(digest)) {
    observe.count('DeliveryRepeated');
    observe.info('delivery-repeated', { connection: name, delivery: digest });
    return accepted;
  }

  const from = { connection: name, delivery: digest, until: deliveryUntil(clock.now(), deps.retention) };
  const said = await withOwnIds(connection.normalise(delivery, receipt), from, deps);
  await deps.queue.send(said.events.map((event) => eventMessage(event, { delivery: digest, dedupId: event.id })));
  tellRejected(said.rejected, { connection: name, delivery: digest }, observe);
  if (said.unintelligible.length + said.unknown.length > 0) {
    // not marked as seen: sent again after an upgrade, it is read again
    await quarantine(said, { connection, digest, delivery, receipt }, deps);
    return accepted;
  }
  await mark(said, { connection: name, digest }, deps);
  observe.count('DeliveryAccepted');
  observe.info('delivery-accepted', { connection: name, delivery: digest, events: said.events.length });
  return accepted;
}

interface Kept {
  readonly connection: HrisConnection;
  readonly digest: string;
  readonly delivery: Delivery;
  readonly receipt: Receipt;
}

async function quarantine(
  { unintelligible, unknown, events }: Normalised,
  { connection: { name: connection, reads }, digest, delivery, receipt }: Kept,
  { quarantine, observe, retention }: IngestDeps,
): Promise<void> {
  const { body, headers } = delivery;
  const reasons = [...unintelligible, ...unknown];
  const others = reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : '';
  const because = `${reasons[0]}${others}`;
  await quarantine.put({
    id: digest,
    connection,
    because,
    body,
    headers: Object.fromEntries(reads.flatMap((header) => (headers[header] ? [[header, headers[header]]] : []))),
    receivedAt: receipt.at,
    turn: receipt.turn,
    expiresAt: quarantinedUntil(receipt.at, retention),
  });
  if (unknown.length > 0) observe.count('EventUnknown', { connection });
  if (unintelligible.length > 0) observe.count('DeliveryQuarantined', { connection });
  observe.error('delivery-quarantined', { connection, delivery: digest, because, events: events.length });
}

/** Only an alarm about silence depends on it. */
async function heard(connection: string, { noteHeard, observe }: IngestDeps): Promise<void> {
  try {
    await noteHeard(connection);
  } catch (error) {
    observe.warn('heard-not-noted', { connection, because: reasonOf(error) });
  }
}

/** After the send. Without the mark a repetition is sent once more, and the reader of the queue recognises it. */
async function mark(
  { events }: Normalised,
  { connection, digest }: { readonly connection: string; readonly digest: string },
  { deliveries, clock, observe, retention }: IngestDeps,
): Promise<void> {
  const now = clock.now();
  const ids = events.map(({ id }) => id);
  try {
    await deliveries.mark(digest, ids, now, deliveryUntil(now, retention));
  } catch (error) {
    observe.warn('delivery-not-marked', { connection, delivery: digest, because: reasonOf(error) });
  }
}

/** Our own failures quote nothing; anything else may, so only its name is logged. */
function reasonOf(error: unknown): string {
  if (error instanceof PermanentError || error instanceof RetryableError) return error.message;
  return error instanceof Error ? `unexpected ${error.name}` : 'unexpected';
}
