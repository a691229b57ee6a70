import { describe, expect, it } from 'vitest';

import { decodeMessage } from '../../../../../shared/contracts/messages.ts';
import { canonicalEvent } from '../../../../support/canonical.ts';
import { type ControlPlane, controlPlane, OPERATOR } from '../control-plane.ts';

/** Keeps a delivery as ingest does. */
async function keep({ acme }: ControlPlane, body: unknown, connection = 'hr') {
  await acme.deps.ledger.quarantine.put({
    id: 'digest-1',
    connection,
    because: 'data.kind is not known',
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    headers: { 'webhook-id': 'msg_1' },
    receivedAt: acme.clock.now(),
    expiresAt: acme.clock.now() + 86_400_000,
  });
}

const understood = canonicalEvent();
const id = 'digest-1';

describe('the quarantine', () => {
  it('lists what is kept, and shows it without what it says', async () => {
    const plane = await controlPlane();
    await keep(plane, understood);
    const shown = await plane.tell('quarantine show', { id });
    expect(shown).toMatchObject({
      delivery: { id, connection: 'hr', because: 'data.kind is not known' },
      bytes: JSON.stringify(understood).length,
      understood: [{ kind: 'joined', phase: 'scheduled', sourceKey: 'hr:67890' }],
      notUnderstood: [],
    });
    const listed = await plane.tell('quarantine list');
    expect(listed).toEqual({ deliveries: [shown.delivery], discarded: [], more: false });
    expect(JSON.stringify([shown, listed])).not.toContain('example.com');
  });

  it('sends what is understood now under the same event id, and lets it go', async () => {
    const plane = await controlPlane();
    await keep(plane, understood);
    const first = await plane.tell('quarantine replay', { id });
    expect(first).toMatchObject({ notUnderstood: [], kept: false });
    await keep(plane, understood);
    const second = await plane.tell('quarantine replay', { id });
    expect(second.sent).toEqual(first.sent);
    const events = plane.queue.messages.map(({ body }) => decodeMessage(body));
    expect(events).toMatchObject([
      { event: { id: first.sent[0]?.eventId }, delivery: id },
      { event: { id: first.sent[0]?.eventId }, delivery: id },
    ]);
    expect(await plane.tell('quarantine list')).toMatchObject({ deliveries: [] });
    expect(await plane.deps.ledger.deliveries.eventsOf(id)).toEqual(first.sent.map(({ eventId }) => eventId));
    expect(await plane.ask('quarantine replay', { id })).toMatchObject({ error: 'not-found' });
  });

  it('ends access by an ending that an earlier version did not accept, dated as it arrived', async () => {
    const plane = await controlPlane();
    const worker = { sourceWorkerId: '67890', workEmail: 7, department: { name: 'Data' } };
    const effective = { timeZone: 'Romance Standard Time', immediate: true };
    await keep(plane, canonicalEvent({ time: 'then', data: { kind: 'left', phase: 'effective', effective }, worker }));
    const received = plane.acme.clock.now();
    plane.acme.clock.advance(86_000_000);
    const {
      understood: [shown],
    } = await plane.tell('quarantine show', { id });
    const rejected = ['time', 'workEmail', 'department', 'timeZone', 'date'];
    expect(shown?.rejected?.toSorted()).toEqual(rejected.toSorted());
    expect(await plane.tell('quarantine replay', { id })).toMatchObject({ kept: false });
    const [message] = plane.queue.messages.map(({ body }) => decodeMessage(body));
    expect(message).toMatchObject({ event: { kind: 'left', occurredAt: received, effective: { immediate: true } } });
    expect(plane.observe.counts['AttributeRejected']).toBe(rejected.length);
  });

  it.each([
    ['cannot be read', 'not json', 'hr', /JSON/],
    ['came by a connection that is gone', understood, 'payroll', /no longer has the connection/],
  ])('keeps what %s, and says what is wrong', async (_what, body, connection, wrong) => {
    const plane = await controlPlane();
    await keep(plane, body, connection);
    expect(await plane.tell('quarantine replay', { id })).toMatchObject({
      sent: [],
      notUnderstood: [expect.stringMatching(wrong)],
      kept: true,
    });
    expect(plane.queue.messages).toEqual([]);
    expect((await plane.tell('quarantine list')).deliveries).toHaveLength(1);
    expect(await plane.deps.ledger.deliveries.seen(id)).toBe(false);
  });

  it('knows only what is kept', async () => {
    const { ask } = await controlPlane();
    expect(await ask('quarantine show', { id })).toMatchObject({ error: 'not-found' });
  });

  it('lists what an operator discarded, with who and why, and nothing of what it said', async () => {
    const plane = await controlPlane();
    await keep(plane, understood);
    const { discarded } = await plane.tell('quarantine discard', { id, reason: 'HR sent it again' });
    expect(discarded).toMatchObject({ id, connection: 'hr', actor: OPERATOR, reason: 'HR sent it again' });
    expect(await plane.tell('quarantine list')).toEqual({ deliveries: [], discarded: [discarded], more: false });
    expect(await plane.ask('quarantine show', { id })).toMatchObject({ error: 'not-found' });
    expect(await plane.ask('quarantine discard', { id, reason: 'twice' })).toMatchObject({ error: 'not-found' });
    expect(plane.queue.messages).toEqual([]);
    expect(plane.observe.counts['DeliveryDiscarded']).toBe(1);
    expect(JSON.stringify(plane.observe.lines)).not.toContain('HR sent it again');
  });
});
