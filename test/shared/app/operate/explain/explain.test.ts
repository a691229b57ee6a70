import { describe, expect, it } from 'vitest';

import { orderOf, placeByTime } from '../../../../../shared/domain/event/order.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { receiptAt } from '../../../../support/receipt.ts';
import { controlPlane, OPERATOR } from '../control-plane.ts';

/** What the company's queue says brought every event. */
const DELIVERY = 'd';
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const stale = lifecycleEvent(2, 'left', { phase: 'scheduled', date: '2026-06-30' });
const corrected = lifecycleEvent(3, 'left', { phase: 'corrected', date: '2026-11-30' });

/** Ada joined, accepted, and HR corrected a last day that arrives afterwards. */
async function employed() {
  const plane = await controlPlane();
  await plane.acme.deliver(joined);
  plane.acme.atlan.accept('ada@example.com');
  await plane.acme.deliver(corrected);
  await plane.acme.deliver(stale);
  return plane;
}

describe('explain', () => {
  it('shows one fate for each event and one state for the worker on each target', async () => {
    const plane = await employed();
    await plane.acme.deliver(joined);
    const { workers } = await plane.tell('explain', { email: 'Ada@Example.com' });
    const [worker] = workers;
    expect(worker?.events.map(({ id, fate, inForce, effectiveAt }) => [id, fate, inForce, effectiveAt])).toEqual([
      ['evt_1', 'recorded', true, '2026-03-01T00:00:00.000Z'],
      ['evt_3', 'recorded', true, '2026-12-01T00:00:00.000Z'],
      ['evt_2', 'superseded', false, '2026-07-01T00:00:00.000Z'],
    ]);
    expect(worker?.standing).toEqual({ kind: 'active', changesAt: '2026-12-01T00:00:00.000Z' });
    expect(worker?.targets).toMatchObject([
      {
        target: 'atlan-prod',
        state: 'converged',
        accounts: [{ how: 'invited' }],
        wanted: {
          role: { name: '$member', rule: 'members' },
          groups: [
            { group: 'All Staff', rules: ['members'] },
            { group: 'Data Eng', rules: ['data'] },
          ],
        },
      },
    ]);
  });

  it('says of an ending that HR sends more than a year late how late it was, of the event and of every step', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(lifecycleEvent(1, 'joined', { date: '2024-01-01', attributes: ada }));
    plane.acme.atlan.accept('ada@example.com');
    const receivedAt = plane.acme.clock.now();
    await plane.acme.deliver(lifecycleEvent(2, 'left', { date: '2025-01-31', receivedAt }));
    expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
    const { workers, story } = await plane.tell('explain', { source: 'hr:1' });
    const [worker] = workers;
    expect(worker?.events.map(({ kind, lateDays }) => [kind, lateDays])).toEqual([
      ['joined', undefined],
      ['left', 394],
    ]);
    const steps = worker?.receipts.map(({ action, lateDays }) => [action, lateDays]) ?? [];
    expect(steps.filter(([action]) => action === 'disable')).toEqual([['disable', 394]]);
    expect(steps.filter(([action]) => action === 'invite')).toEqual([['invite', undefined]]);
    expect(story.join('\n')).toMatch(/disable of account .*: ended at .*, late by 394 days/);
    expect(story.join('\n')).toContain('hr said left (effective, from 2025-02-01T00:00:00.000Z, late by 394 days)');
  });

  it('says how a start or an end was understood: the spells before it and after it, and what took it back', async () => {
    const plane = await employed();
    const { workers, story } = await plane.tell('explain', { source: 'hr:1' });
    const [worker] = workers;
    expect(worker?.spells).toEqual([{ firstDay: '2026-03-01', lastDay: '2026-11-30', sure: true }]);
    const open = { firstDay: '2026-03-01', sure: true };
    const ended = { ...open, lastDay: '2026-11-30' };
    expect(worker?.events.map(({ id, understood, takenBackBy }) => [id, understood, takenBackBy])).toEqual([
      ['evt_1', { before: [], after: [open] }, undefined],
      ['evt_3', { before: [open], after: [ended] }, undefined],
      ['evt_2', { before: [ended], after: [ended] }, 'evt_3'],
    ]);
    expect(story.join('\n')).toContain(
      'Spells before evt_3: 2026-03-01 to no stated end; after it: 2026-03-01 to 2026-11-30',
    );
    expect(story.join('\n')).toContain('evt_2 is taken back or replaced by evt_3');
  });

  it('shows both readings of a last day that can be read two ways', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(joined, lifecycleEvent(2, 'rehired', { date: '2026-03-04' }));
    await plane.acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-05' }));
    const { workers } = await plane.tell('explain', { source: 'hr:1' });
    expect(workers[0]?.spells).toEqual([
      { firstDay: '2026-03-01', lastDay: '2026-03-05', sure: true },
      { firstDay: '2026-03-01', sure: false },
    ]);
  });

  it('says how an event would be understood that was not sent, and records nothing', async () => {
    const plane = await employed();
    const wire = (data: object) =>
      JSON.stringify({
        specversion: '1.0',
        id: 'not-sent',
        source: 'urn:example:hr',
        type: 'left',
        time: '2026-03-02T09:00:00Z',
        data: { kind: 'left', worker: { sourceWorkerId: '1', jobTitle: 7 }, ...data },
      });
    const ask = (data: object) => plane.tell('explain', { connection: 'hr', event: wire(data) });
    const { preview, workers, story } = await ask({ phase: 'scheduled', effective: { date: '2026-06-30' } });
    expect(workers).toEqual([]);
    expect(preview?.events).toMatchObject([
      {
        before: [{ firstDay: '2026-03-01', lastDay: '2026-11-30' }],
        after: [{ firstDay: '2026-03-01', lastDay: '2026-06-30' }],
        takesBack: [],
        rejected: ['jobTitle'],
        isKnown: false,
      },
    ]);
    expect(story).toContain('Spells before it: 2026-03-01 to 2026-11-30; after it: 2026-03-01 to 2026-06-30');
    const back = await ask({ phase: 'cancelled', effective: { date: '2026-11-30' } });
    expect(back.preview?.events).toMatchObject([
      { after: [{ firstDay: '2026-03-01', sure: true }], takesBack: ['evt_3'] },
    ]);
    expect((await plane.tell('explain', { source: 'hr:1' })).workers[0]?.events).toHaveLength(3);
  });

  it('says of a start that was not sent how late it would be, and that what it gives would wait for an operator', async () => {
    const plane = await controlPlane({ access: { lateGrantDays: 14 } });
    const start = (date: string) =>
      JSON.stringify({
        specversion: '1.0',
        id: 'not-sent',
        source: 'urn:example:hr',
        type: 'joined',
        time: '2026-03-02T09:00:00Z',
        data: { kind: 'joined', phase: 'effective', worker: { sourceWorkerId: '7' }, effective: { date } },
      });
    const ask = (date: string) => plane.tell('explain', { connection: 'hr', event: start(date) });
    const late = await ask('2026-02-15');
    expect(late.preview?.events).toMatchObject([{ lateDays: 15, isHeldAsLate: true }]);
    expect(late.story).toContain('It comes so late that what it gives would wait for an operator (hold late-grant)');
    const inTime = await ask('2026-02-16');
    expect(inTime.preview?.events[0]).toMatchObject({ lateDays: 14 });
    expect(inTime.preview?.events[0]).not.toHaveProperty('isHeldAsLate');
  });

  it('says what is not understood of an event that was not sent', async () => {
    const plane = await controlPlane();
    const { preview } = await plane.tell('explain', { connection: 'hr', event: '{}' });
    expect(preview).toMatchObject({ events: [], notUnderstood: ['specversion must be "1.0"'] });
  });

  it('says what of an event was not usable and was left out, by name', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver({ ...joined, rejected: ['jobTitle', 'timeZone'] });
    const { workers, story } = await plane.tell('explain', { source: 'hr:1' });
    expect(workers[0]?.events).toMatchObject([{ id: 'evt_1', rejected: ['jobTitle', 'timeZone'] }]);
    expect(story.find((line) => line.includes('as evt_1'))).toMatch(
      /; jobTitle was not usable and was left out; timeZone was not usable and was left out$/,
    );
  });

  it('says where HR contradicted itself at one time, and that the order of receipt decided', async () => {
    const plane = await controlPlane();
    const received = (turn: number) => ({
      occurredAt: joined.occurredAt + 5_000,
      order: orderOf(placeByTime(joined.occurredAt + 5_000), receiptAt(0, turn), 0),
    });
    const data = lifecycleEvent(5, 'moved', { ...received(1), attributes: { department: 'Data' } });
    const sales = lifecycleEvent(6, 'moved', { ...received(2), attributes: { department: 'Sales' } });
    const berlin = lifecycleEvent(7, 'moved', { ...received(3), attributes: { location: 'Berlin' } });
    await plane.acme.deliver(joined, sales, data, berlin);
    const { workers, story } = await plane.tell('explain', { source: 'hr:1' });
    const told = Object.fromEntries((workers[0]?.events ?? []).map(({ id, sameTime }) => [id, sameTime]));
    expect(told).toEqual({
      evt_1: undefined,
      evt_5: { others: ['evt_6'], isLast: false },
      evt_6: { others: ['evt_5'], isLast: true },
      evt_7: undefined,
    });
    const notes = story.filter((line) => line.includes('has the same time')).map((line) => line.split('; ').at(-1));
    expect(new Set(notes)).toEqual(
      new Set([
        'this one was received earlier, so it counts as the older one',
        'this one was received last, so it counts as the newer one',
      ]),
    );
  });

  it('pairs every intent with its outcome, and says that the chain holds', async () => {
    const plane = await employed();
    const { workers } = await plane.tell('explain', { source: 'hr:1' });
    expect(workers[0]?.receipts).toMatchObject([
      { action: 'invite', rule: 'members', verdict: 'verified' },
      { action: 'add-to-groups', verdict: 'verified' },
    ]);
    expect(workers[0]?.receipts.every(({ intendedAt, endedAt }) => intendedAt && endedAt)).toBe(true);
    expect(workers[0]?.chain).toEqual({ receipts: 4, verified: true });
  });

  it('says where a chain is broken', async () => {
    const plane = await employed();
    const key = await plane.keyOf(1);
    const { receipts } = plane.deps.ledger;
    const [first] = await receipts.chain(key);
    await receipts.append({ header: { ...first!.header, position: 4 } });
    const { workers, story } = await plane.tell('explain', { worker: key });
    expect(workers[0]?.chain).toEqual({ receipts: 5, verified: false, brokenAt: 4 });
    expect(story.at(-1)).toContain('broken at position 4');
  });

  it('shows it in the order of time, and names no person', async () => {
    const plane = await employed();
    const answer = await plane.tell('explain', { email: 'ada@example.com' });
    const times = answer.story.flatMap((line) => /^\d{4}-\S+/.exec(line) ?? []);
    expect(times).toEqual(times.toSorted());
    expect(answer.story.join('\n')).toContain('atlan-prod: invite');
    expect(answer.story.join('\n')).toContain('superseded as evt_2');
    expect(JSON.stringify(answer)).not.toMatch(/ada@|example\.com|"Data"|hr:1/);
  });

  it('shows an event that was recorded and is on its way to the history', async () => {
    const plane = await employed();
    const key = await plane.keyOf(1);
    const worker = await plane.deps.ledger.workers.load(key);
    const event = lifecycleEvent(9, 'moved', { attributes: { department: 'Sales' } });
    const recorded = { event, fate: 'recorded', recordedAt: plane.acme.clock.now() } as const;
    await plane.deps.ledger.workers.commit({ ...worker!, outbox: [{ id: event.id, kind: 'history', recorded }] });
    const { workers } = await plane.tell('explain', { worker: key });
    expect(workers[0]?.events.map(({ id }) => id)).toEqual(['evt_1', 'evt_3', 'evt_2', 'evt_9']);
  });

  it('shows what was done on a target that is no longer configured', async () => {
    const plane = await employed();
    const worker = await plane.deps.ledger.workers.load(await plane.keyOf(1));
    const targets = { ...worker!.targets, former: worker!.targets['atlan-prod']! };
    await plane.deps.ledger.workers.commit({ ...worker!, targets });
    const { workers } = await plane.tell('explain', { source: 'hr:1' });
    expect(workers[0]?.targets.map(({ target, state }) => [target, state])).toEqual([
      ['atlan-prod', 'converged'],
      ['former', 'converged'],
    ]);
  });

  it('lists what operators stated', async () => {
    const plane = await employed();
    const key = await plane.keyOf(1);
    const worker = await plane.deps.ledger.workers.load(key);
    const entitlement = { target: 'atlan-prod', group: 'Data Eng' };
    const stated = { id: 'o1', kind: 'extra_entitlement', entitlement, actor: OPERATOR, reason: 'a project' } as const;
    await plane.deps.ledger.workers.commit({ ...worker!, overrides: [{ ...stated, from: 0, until: 8.64e15 }] });
    const { workers } = await plane.tell('explain', { worker: key });
    expect(workers[0]?.overrides).toMatchObject([{ id: 'o1', group: 'Data Eng', actor: OPERATOR, inForce: true }]);
    expect(workers[0]?.targets[0]?.wanted?.groups.at(-1)).toEqual({
      group: 'Data Eng',
      rules: ['data', 'override o1'],
    });
  });

  it('leads from an event back to the delivery that brought it first', async () => {
    const plane = await employed();
    const { workers, story } = await plane.tell('explain', { email: 'ada@example.com' });
    const deliveries = workers[0]?.events.map(({ delivery }) => delivery) ?? [];
    expect(deliveries).toEqual([DELIVERY, DELIVERY, DELIVERY]);
    expect(story.filter((line) => line.endsWith(`from delivery ${DELIVERY}`))).toHaveLength(3);
  });

  it('tells what a delivery became, event by event', async () => {
    const plane = await employed();
    const { deliveries, deadLetters } = plane.deps.ledger;
    const now = plane.acme.clock.now();
    await deliveries.mark('digest', ['evt_1', 'evt_2', 'evt_7', 'evt_8'], now, now + 86_400_000);
    const letter = { id: 'm', group: 'g', because: 'b', eventId: 'evt_7', parkedAt: now };
    await deadLetters.put(letter, now + 86_400_000);
    const key = await plane.keyOf(1);
    const { delivery, workers } = await plane.tell('explain', { delivery: 'digest' });
    expect(delivery?.events).toEqual([
      { eventId: 'evt_1', fate: 'recorded', workerKey: key },
      { eventId: 'evt_2', fate: 'superseded', workerKey: key },
      { eventId: 'evt_7', fate: 'dead-lettered' },
      { eventId: 'evt_8', fate: 'unknown' },
    ]);
    expect(workers.map(({ workerKey }) => workerKey)).toEqual([key]);
    expect(await plane.ask('explain', { delivery: 'another' })).toMatchObject({ error: 'not-found' });
  });
});

describe('find', () => {
  it.each([
    ['source key', { source: 'hr:1' }],
    ['HR’s own id', { connection: 'hr', sourceWorkerId: '1' }],
    ['work e-mail, however it is written', { email: ' Ada@Example.COM'.trim() }],
  ])('finds a worker by %s', async (_name, input) => {
    const plane = await employed();
    expect(await plane.tell('find', input)).toMatchObject({
      workers: [{ workerKey: await plane.keyOf(1), standing: 'active', targets: [{ state: 'converged' }] }],
    });
  });

  it.each([[{}], [{ source: 'hr:1', email: 'a@b.c' }], [{ connection: 'hr' }], [{ name: 'Ada' }]])(
    'refuses %o, which does not say whom in one way',
    async (input) => {
      const plane = await controlPlane();
      expect(await plane.ask('find', input)).toMatchObject({ error: 'invalid-input' });
    },
  );
});
