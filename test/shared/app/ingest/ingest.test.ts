import { describe, expect, it } from 'vitest';

import { decodeMessage } from '../../../../shared/contracts/messages.ts';
import { eventId } from '../../../../shared/domain/event/source-key.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { canonicalEvent } from '../../../support/canonical.ts';
import { ingestUnderTest } from './ingest-under-test.ts';

const DAY_MS = 86_400_000;
const OTHER_KEY = `whsec_${Buffer.from('another key, for another day').toString('base64')}`;
const down = () => Promise.reject(new RetryableError('the engine did not answer'));
const ok = { status: 200, body: '' };
const unavailable = { status: 503, body: '' };

describe('a signed delivery', () => {
  it('is on the queue when it is answered, in the group of its worker, under the id of its event', async () => {
    const { sendSigned, queue, observe } = ingestUnderTest();
    expect(await sendSigned(canonicalEvent(), { id: 'msg_7' })).toEqual(ok);
    const [message] = queue.messages;
    expect(message).toMatchObject({ group: 'hr:67890', dedupId: eventId('hr', 'msg_7', 0) });
    expect(decodeMessage(message!.body)).toMatchObject({
      kind: 'event',
      event: { id: eventId('hr', 'msg_7', 0), connection: 'hr', kind: 'joined' },
    });
    expect(observe.counts).toEqual({ DeliveryAccepted: 1 });
  });

  it('is not sent a second time, as long as its sender may try', async () => {
    const { sendSigned, queue, clock, observe, deliveries } = ingestUnderTest();
    await sendSigned(canonicalEvent());
    const message = decodeMessage(queue.messages[0]!.body);
    const digest = message.kind === 'event' ? message.delivery : '';
    clock.advance(29 * DAY_MS);
    expect(await sendSigned(canonicalEvent())).toEqual(ok);
    expect(queue.messages).toHaveLength(1);
    expect(observe.counts).toEqual({ DeliveryAccepted: 1, DeliveryRepeated: 1 });
    expect(await deliveries.eventsOf(digest)).toEqual([eventId('hr', 'msg_1', 0)]);
  });

  it('shows that its connection still sends; a forged one, and one to another address, do not', async () => {
    const { sendSigned, checkpoints } = ingestUnderTest();
    const heard = async () => (await checkpoints.load('heard:hr')) !== undefined;
    await sendSigned(canonicalEvent(), { key: OTHER_KEY });
    await sendSigned(canonicalEvent(), { connection: 'another' });
    expect(await heard()).toBe(false);
    await sendSigned('{}');
    expect(await heard()).toBe(true);
  });

  it('is taken also when it cannot be written down that its connection sends', async () => {
    const { sendSigned, queue, observe } = ingestUnderTest({ noteHeard: down });
    expect(await sendSigned(canonicalEvent())).toEqual(ok);
    expect(queue.messages).toHaveLength(1);
    expect(observe.lines).toContainEqual(expect.objectContaining({ level: 'warn', event: 'heard-not-noted' }));
  });

  it('is refused when its signature does not hold, in few words', async () => {
    const { sendSigned, queue, observe } = ingestUnderTest();
    expect(await sendSigned(canonicalEvent(), { key: OTHER_KEY })).toEqual({ status: 401, body: 'unauthorised' });
    expect(queue.messages).toEqual([]);
    expect(observe.counts).toEqual({ DeliveryUnauthentic: 1 });
  });

  it('is accepted under a key that is newer than the one we know', async () => {
    const { sendSigned, keys, queue } = ingestUnderTest();
    keys.now = [OTHER_KEY];
    expect(await sendSigned(canonicalEvent(), { key: OTHER_KEY })).toEqual(ok);
    expect(queue.messages).toHaveLength(1);
  });

  it.each([
    ['another connection', { connection: 'payroll' }],
    ['a connection that only AWS principals may use', { connection: 'events' }],
    ['no connection', { connection: '' }],
  ])('is nobody’s at %s', async (_case, options) => {
    const { sendSigned, observe } = ingestUnderTest();
    expect(await sendSigned(canonicalEvent(), options)).toEqual({ status: 404, body: 'no such connection' });
    expect(JSON.stringify(observe.lines)).not.toContain('payroll');
  });

  it.each([
    [256 * 1024, 200],
    [256 * 1024 + 1, 413],
  ])('of %s bytes is answered %s', async (size, status) => {
    const { sendSigned } = ingestUnderTest();
    const text = JSON.stringify({ ...canonicalEvent(), padding: '' });
    const padded = JSON.stringify({ ...canonicalEvent(), padding: 'x'.repeat(size - text.length) });
    expect(Buffer.byteLength(padded)).toBe(size);
    expect(await sendSigned(padded)).toMatchObject({ status });
  });

  it('is too large before anything else is asked', async () => {
    const { send } = ingestUnderTest({ secrets: {} });
    expect(await send('x'.repeat(256 * 1024 + 1), { connection: 'nowhere' })).toMatchObject({ status: 413 });
  });
});

describe('an authentic delivery that is not understood', () => {
  it.each([
    ['not JSON', 'Avery Example', 'DeliveryQuarantined', 'the body is not JSON in UTF-8'],
    ['broken', canonicalEvent({ time: 'today' }), 'DeliveryQuarantined', 'time must be an RFC 3339 time'],
    ['of an unknown kind', canonicalEvent({ data: { kind: 'sabbatical' } }), 'EventUnknown', 'data.kind is none of'],
    ['of an unknown phase', canonicalEvent({ data: { phase: 'rumoured' } }), 'EventUnknown', 'data.phase is none of'],
  ])('because it is %s is kept for 14 days, alarmed and accepted', async (_case, body, metric, because) => {
    const { sendSigned, quarantine, queue, clock, observe } = ingestUnderTest();
    expect(await sendSigned(body)).toEqual(ok);
    expect(queue.messages).toEqual([]);
    expect(observe.counts).toEqual({ [metric]: 1 });
    const [kept] = await quarantine.list(10);
    expect(kept).toMatchObject({
      connection: 'hr',
      because: expect.stringContaining(because),
      receivedAt: clock.now(),
      expiresAt: clock.now() + 14 * DAY_MS,
    });
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(Buffer.from((await quarantine.get(kept!.id))!.body).toString()).toBe(text);
    expect(Object.keys((await quarantine.get(kept!.id))!.headers)).toEqual(['webhook-id']);
  });

  it('is read again when it is sent again, because by then we may understand it', async () => {
    const { sendSigned, observe, queue } = ingestUnderTest();
    await sendSigned(canonicalEvent({ data: { kind: 'sabbatical' } }));
    await sendSigned(canonicalEvent());
    expect(queue.messages).toHaveLength(1);
    expect(observe.counts).toMatchObject({ DeliveryAccepted: 1 });
  });

  it('is kept for as long as the configuration says, and the ids of its events are known for longer', async () => {
    const { sendCanonical, quarantine, clock, observe } = ingestUnderTest({ retention: { quarantineDays: 60 } });
    const broken = canonicalEvent({ id: 'e2', time: 'today' });
    await sendCanonical([canonicalEvent({ id: 'e1' }), broken]);
    clock.advance(60 * DAY_MS - 1);
    expect(await quarantine.list(10)).toHaveLength(1);
    clock.advance(1);
    expect(await quarantine.list(10)).toEqual([]);
    await sendCanonical(canonicalEvent({ id: 'e1', data: { kind: 'left' } }));
    expect(observe.counts).toMatchObject({ DeliveryIdReused: 1 });
  });

  it('is answered 503 when it could not be kept', async () => {
    const { quarantine } = ingestUnderTest();
    const { sendSigned } = ingestUnderTest({ quarantine: { ...quarantine, put: down } });
    expect(await sendSigned('Avery Example')).toEqual(unavailable);
  });
});

describe('our own trouble', () => {
  const { deliveries } = ingestUnderTest();
  const unreadable = { get: down, refresh: down };
  const { connections } = (() => {
    const broken = {
      name: 'hr',
      door: 'hooks' as const,
      reads: [],
      hasKeys: false,
      verify: () => {
        throw new TypeError('Cannot read properties of avery@example.com');
      },
      digest: () => '',
      normalise: () => ({ events: [], rejected: [], unknown: [], unintelligible: [] }),
    };
    return { connections: [broken] };
  })();

  it.each([
    ['the queue', { queue: { send: down } }],
    ['the ledger', { deliveries: { ...deliveries, seen: down } }],
    ['the secret store', { secrets: { hr: unreadable } }],
    ['a connection without a secret', { secrets: {} }],
    ['a connection without a key', { secrets: { hr: { get: noKeys, refresh: noKeys } } }],
    ['a bug', { connections }],
  ])('with %s is a 503, so that the sender tries again', async (_case, broken) => {
    const { sendSigned, observe } = ingestUnderTest(broken);
    expect(await sendSigned(canonicalEvent())).toEqual(unavailable);
    expect(observe.counts).toEqual({ DeliveryFailed: 1 });
  });

  it('with the mark of a delivery whose events are on the queue is no reason to send it again', async () => {
    const { sendSigned, queue, observe } = ingestUnderTest({ deliveries: { ...deliveries, mark: down } });
    expect(await sendSigned(canonicalEvent())).toEqual(ok);
    expect(queue.messages).toHaveLength(1);
    expect(observe.lines.map(({ event }) => event)).toContain('delivery-not-marked');
  });

  it('never marks a delivery before it is on the queue', async () => {
    const order: string[] = [];
    const { sendSigned } = ingestUnderTest({
      queue: { send: async () => void order.push('send') },
      deliveries: { ...deliveries, seen: async () => false, mark: async () => void order.push('mark') },
    });
    await sendSigned(canonicalEvent());
    expect(order).toEqual(['send', 'mark']);
  });
});

async function noKeys() {
  return { secrets: [] };
}

describe('a delivery of an AWS principal', () => {
  it('is accepted with 202, one message for each event', async () => {
    const { sendCanonical, queue } = ingestUnderTest();
    const batch = ['1', '2', '1'].map((sourceWorkerId, index) =>
      canonicalEvent({ id: `e${index}`, worker: { sourceWorkerId } }),
    );
    expect(await sendCanonical(batch)).toEqual({ status: 202, body: '' });
    expect(queue.messages.map(({ group }) => group)).toEqual(['events:1', 'events:2', 'events:1']);
  });

  it('loses nothing of a batch of which a part is not understood', async () => {
    const { sendCanonical, queue, quarantine, observe } = ingestUnderTest();
    const batch = [canonicalEvent({ id: 'a' }), canonicalEvent({ time: 'today' }), canonicalEvent({ id: '' })];
    expect(await sendCanonical(batch)).toEqual({ status: 202, body: '' });
    expect(queue.messages).toHaveLength(1);
    expect((await quarantine.list(1))[0]?.because).toMatch(/^\[1\]: time must be .* \(and 1 more\)$/);
    expect(observe.counts).toEqual({ DeliveryQuarantined: 1 });
  });

  it('needs the gateway to say so', async () => {
    const { send } = ingestUnderTest();
    expect(await send(canonicalEvent(), { door: 'events' })).toMatchObject({ status: 401 });
  });

  it('has nowhere to go when no connection is canonical', async () => {
    const { sendCanonical } = ingestUnderTest({ connections: [] });
    expect(await sendCanonical(canonicalEvent())).toMatchObject({ status: 404 });
  });
});

describe('what ingest tells about people', () => {
  const planted = ['Avery Example', 'avery@example.com', 'E-00427', 'Engineering', '67890'];

  it('is nothing either where something that is not ours fails and quotes them', async () => {
    const seen = async () => {
      throw new Error('avery@example.com has no such record');
    };
    const { sendSigned, observe } = ingestUnderTest({ deliveries: { ...ingestUnderTest().deliveries, seen } });
    const answer = await sendSigned(canonicalEvent());
    expect(answer).toEqual(unavailable);
    const told = JSON.stringify([observe.lines, answer]);
    expect(told).toContain('unexpected Error');
    expect(planted.filter((word) => told.includes(word))).toEqual([]);
  });

  it.each([
    ['understood', {}, {}],
    ['broken in every field', { time: 'avery@example.com', id: '' }, {}],
    ['of an unknown kind', { data: { kind: 'Avery Example' } }, {}],
    ['that the queue does not take', {}, { queue: { send: down } }],
    ['unsigned', {}, { secrets: { hr: { get: noKeys, refresh: noKeys } } }],
  ])('in logs, metrics and the reason of a delivery %s is nothing', async (_case, event, broken) => {
    const { sendSigned, sendCanonical, observe, quarantine } = ingestUnderTest(broken);
    const body = canonicalEvent({ ...event, worker: { employeeNumber: 'E-00427' } });
    const answers = [await sendSigned(body), await sendCanonical([body]), await sendSigned(body, { key: OTHER_KEY })];
    const told = JSON.stringify([observe.lines, observe.counts, answers, await quarantine.list(10)]);
    expect(planted.filter((word) => told.includes(word))).toEqual([]);
  });
});
