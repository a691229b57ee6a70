import { eventId } from '../../../../../shared/domain/event/source-key.ts';
import { RetryableError } from '../../../../../shared/domain/failure.ts';
import { canonicalEvent } from '../../../../support/canonical.ts';
import { company } from '../../../../support/company.ts';
import { deliveryTo, inMemory } from '../functions-in-memory.ts';
import { employed, type Fires, HOUR_MS, joined, left } from '../situations.ts';

const OTHER_KEY = `whsec_${Buffer.from('another key, for another day').toString('base64')}`;

export const FIRES: Fires = {
  'delivery-failed': {
    ingest: async (deployed) => {
      const acme = await company();
      const seen = () => Promise.reject(new RetryableError('the table did not answer'));
      await deliveryTo(deployed, { acme, deps: { deliveries: { ...acme.deps.ledger.deliveries, seen } } })('{}');
    },
  },
  'delivery-unauthentic': {
    ingest: async (deployed) => {
      const deliver = deliveryTo(deployed, { acme: await company() });
      for (let knock = 0; knock < 3; knock++) await deliver('{}', OTHER_KEY);
    },
  },
  'connection-unknown': {
    ingest: async (deployed) => {
      const deliver = deliveryTo(deployed, { acme: await company(), connection: 'another' });
      for (let knock = 0; knock < 3; knock++) await deliver('{}');
    },
  },
  'delivery-too-large': {
    ingest: async (deployed) => deliveryTo(deployed, { acme: await company() })(' '.repeat(256 * 1024 + 1)),
  },
  'delivery-quarantined': {
    ingest: async (deployed) => deliveryTo(deployed, { acme: await company() })('not JSON'),
  },
  'delivery-id-reused': {
    ingest: async (deployed) => {
      const deliver = deliveryTo(deployed, { acme: await company() });
      for (const kind of ['joined', 'left']) await deliver(JSON.stringify(canonicalEvent({ data: { kind } })));
    },
    provision: async (deployed) => {
      const there = await employed(deployed);
      await there.provision({ ...left, id: joined.id });
    },
    operate: async (deployed) => {
      const there = await inMemory(deployed);
      const { quarantine, deliveries } = there.acme.deps.ledger;
      const receivedAt = there.acme.clock.now();
      const expiresAt = receivedAt + HOUR_MS;
      await deliveries.firstUnder(eventId('hr', 'msg_1', 0), 'something else', expiresAt);
      const kept = { id: 'd1', connection: 'hr', because: 'data.kind is not known', receivedAt, expiresAt };
      const body = Buffer.from(JSON.stringify(canonicalEvent()));
      await quarantine.put({ ...kept, headers: { 'webhook-id': 'msg_1' }, body });
      await there.operate('quarantine-replay', { id: 'd1' });
    },
  },
};
