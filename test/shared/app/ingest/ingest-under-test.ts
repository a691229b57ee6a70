import { hrisConnections } from '../../../../shared/adapters/hris/registry.ts';
import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { memoryObserve } from '../../../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../../../shared/adapters/memory/memory-queue.ts';
import { heardNoter } from '../../../../shared/app/heard/last-heard.ts';
import { type IngestDeps, type IngestRequest, ingest } from '../../../../shared/app/ingest/ingest.ts';
import { receiptsOf } from '../../../../shared/app/ingest/receipts.ts';
import type { ConnectionSecret } from '../../../../shared/contracts/connection-secret.ts';
import type { Secret } from '../../../../shared/ports/secret.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { signedHeaders, WEBHOOK_KEY } from '../../../support/standard-webhooks.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

/** A secret that is read from `keys`, and whose reader holds an old copy until it refreshes. */
function keysSecret(keys: { now: readonly string[] }): Secret<ConnectionSecret> {
  let known = keys.now;
  return {
    get: async () => ({ secrets: known }),
    refresh: async () => {
      known = keys.now;
      return { secrets: known };
    },
  };
}

/** Three seconds after the canonical event of the tests. */
const SOON_AFTER = Date.parse('2026-03-12T09:15:24Z');

/** Ingest over real connections and a ledger and a queue in memory, with all that it does laid open. */
export function ingestUnderTest(more: Partial<IngestDeps> = {}, now = SOON_AFTER) {
  const clock = virtualClock(now);
  const queue = memoryQueue();
  const observe = memoryObserve();
  const { deliveries, quarantine, checkpoints } = ledger({ items: memoryItems(), clock, random: fixedRandom() });
  const keys = { now: [WEBHOOK_KEY] };
  const deps: IngestDeps = {
    connections: hrisConnections({
      hr: { kind: 'standard-webhooks', toleranceSeconds: 300, defaultTimeZone: 'UTC' },
      events: { kind: 'canonical', defaultTimeZone: 'UTC' },
    }),
    secrets: { hr: keysSecret(keys) },
    deliveries,
    quarantine,
    queue,
    noteHeard: heardNoter(checkpoints, clock),
    receipts: receiptsOf({ clock, random: fixedRandom() }),
    retention: { quarantineDays: 14 },
    clock,
    observe,
    ...more,
  };
  const request = (body: unknown, rest: Partial<IngestRequest>): IngestRequest => ({
    door: 'hooks',
    connection: undefined,
    headers: {},
    body: body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    isAwsSigned: false,
    ...rest,
  });

  return {
    clock,
    queue,
    observe,
    keys,
    deliveries,
    quarantine,
    checkpoints,
    send: (body: unknown, rest: Partial<IngestRequest> = {}) => ingest(request(body, rest), deps),
    /** A delivery signed as the connection `hr` wants it. */
    sendSigned: (
      body: unknown,
      { id, key, connection = 'hr' }: { id?: string; key?: string; connection?: string } = {},
    ) => {
      const whole = request(body, { connection });
      return ingest({ ...whole, headers: signedHeaders(whole.body, { id, key, at: clock.now() }) }, deps);
    },
    /** A delivery of an AWS principal. */
    sendCanonical: (body: unknown) => ingest(request(body, { door: 'events', isAwsSigned: true }), deps),
  };
}
