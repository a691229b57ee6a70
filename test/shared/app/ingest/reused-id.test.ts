import { describe, expect, it } from 'vitest';

import { decodeMessage } from '../../../../shared/contracts/messages.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { eventId } from '../../../../shared/domain/event/source-key.ts';
import type { QueuedMessage } from '../../../../shared/ports/queue.ts';
import { canonicalEvent } from '../../../support/canonical.ts';
import { ingestUnderTest } from './ingest-under-test.ts';

const joined = canonicalEvent();
const left = canonicalEvent({ data: { kind: 'left', phase: 'effective' } });

function eventOf({ body }: QueuedMessage): LifecycleEvent {
  const message = decodeMessage(body);
  if (message.kind !== 'event') throw new Error('there is to be an event');
  return message.event;
}

/** Ingest, and a way to deliver under one and the same id, through one of its doors. */
const DOORS = [
  ['a hook', (there) => (body) => there.sendSigned(body, { id: 'emp-77' }), eventId('hr', 'emp-77', 0)],
  ['POST /events', (there) => (body) => there.sendCanonical(body), eventId('events', 'urn:example:hr|8d0c', 0)],
  [
    'POST /events, in a list',
    (there) => (body) => there.sendCanonical([body]),
    eventId('events', 'urn:example:hr|8d0c', 0),
  ],
] as const satisfies readonly (readonly [
  string,
  (there: ReturnType<typeof ingestUnderTest>) => (body: object) => Promise<{ readonly status: number }>,
  string,
])[];

describe.each(DOORS)('an id that comes again through %s', (_door, deliverTo, id) => {
  it('with another body is an event of its own, counted and told', async () => {
    const there = ingestUnderTest();
    const deliver = deliverTo(there);
    const answers = [await deliver(joined), await deliver(left)];
    expect(answers.every(({ status }) => status === 200 || status === 202)).toBe(true);
    const [first, second, ...others] = there.queue.messages;
    expect(others).toEqual([]);
    expect([first, second].map((message) => eventOf(message!).kind)).toEqual(['joined', 'left']);
    expect(first?.dedupId).toBe(id);
    expect(second?.dedupId).not.toBe(id);
    expect([first, second].map((message) => eventOf(message!).id)).toEqual([first?.dedupId, second?.dedupId]);
    expect(there.observe.counts).toEqual({ DeliveryAccepted: 2, DeliveryIdReused: 1 });
    expect(there.observe.lines).toContainEqual(
      expect.objectContaining({
        event: 'delivery-id-reused',
        ids: expect.objectContaining({ eventId: second?.dedupId, reused: id }),
      }),
    );
  });

  it('with the same body is the same event, also of the second of two that share an id', async () => {
    const there = ingestUnderTest({ deliveries: { ...ingestUnderTest().deliveries, seen: async () => false } });
    const deliver = deliverTo(there);
    for (const body of [joined, left, joined, left]) await deliver(body);
    // the queue drops what comes under an id that it has seen
    expect(there.queue.messages.map((message) => eventOf(message).kind)).toEqual(['joined', 'left']);
  });

  it('is not sent again where the bytes are the same', async () => {
    const there = ingestUnderTest();
    const deliver = deliverTo(there);
    for (const body of [joined, left, left, joined]) await deliver(body);
    expect(there.queue.messages).toHaveLength(2);
    expect(there.observe.counts).toEqual({ DeliveryAccepted: 2, DeliveryRepeated: 2, DeliveryIdReused: 1 });
  });

  it('in another notation, or with other fields that are ignored, is the same event', async () => {
    const there = ingestUnderTest();
    const deliver = deliverTo(there);
    const { data, ...envelope } = joined;
    for (const body of [joined, { data, ...envelope }, { ...joined, recordedtime: '2026-03-12T09:15:23Z' }])
      await deliver(body);
    expect(new Set(there.queue.messages.map(({ dedupId }) => dedupId))).toEqual(new Set([id]));
    expect(there.observe.counts).not.toHaveProperty('DeliveryIdReused');
  });

  it('with another time is another event', async () => {
    const there = ingestUnderTest();
    const deliver = deliverTo(there);
    await deliver(joined);
    await deliver({ ...joined, time: '2026-03-12T09:15:22Z' });
    expect(new Set(there.queue.messages.map(({ dedupId }) => dedupId)).size).toBe(2);
    expect(there.observe.counts).toMatchObject({ DeliveryIdReused: 1 });
  });
});

describe('ids within one delivery', () => {
  it('that stand twice in a list, for two events, are told apart', async () => {
    const there = ingestUnderTest();
    await there.sendCanonical([joined, left, joined]);
    expect(there.queue.messages.map((message) => eventOf(message).kind)).toEqual(['joined', 'left']);
    expect(there.observe.counts).toEqual({ DeliveryAccepted: 1, DeliveryIdReused: 1 });
  });
});

describe('a delivery that is not understood under an id that was there', () => {
  it('is kept by itself', async () => {
    const there = ingestUnderTest();
    await there.sendSigned('Avery Example', { id: 'emp-77' });
    await there.sendSigned('Ada Example', { id: 'emp-77' });
    expect(await there.quarantine.list(10)).toHaveLength(2);
  });
});

describe('the receipt of a delivery', () => {
  it('puts of two events of one second the one that came later after the other, whatever their ids', async () => {
    for (const ids of [
      ['evt-a', 'evt-b'],
      ['evt-b', 'evt-a'],
      ['z', 'a'],
    ]) {
      const there = ingestUnderTest();
      for (const id of ids) await there.sendSigned(canonicalEvent(), { id });
      const [first, second] = there.queue.messages.map((message) => eventOf(message).order);
      expect(first! < second!).toBe(true);
    }
  });

  it('keeps the order of a list', async () => {
    const there = ingestUnderTest();
    await there.sendCanonical(Array.from({ length: 100 }, (_, n) => canonicalEvent({ id: `e${(n * 37) % 100}` })));
    const orders = there.queue.messages.map((message) => eventOf(message).order);
    expect(orders.toSorted()).toEqual(orders);
    expect(new Set(orders).size).toBe(100);
  });

  it('stays with what is understood only later', async () => {
    const there = ingestUnderTest();
    await there.sendSigned('not understood');
    const [kept] = await there.quarantine.list(1);
    const { turn } = (await there.quarantine.get(kept!.id))!;
    await there.sendSigned(canonicalEvent(), { id: 'later' });
    const [, , later] = eventOf(there.queue.messages[0]!).order.split(' ');
    expect(turn! < later!).toBe(true);
  });
});
