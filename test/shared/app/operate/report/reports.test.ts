import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
const MINUTE = 60_000;

const email = (n: number) => `p${n}@example.com`;
const joins = (n: number, more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: 'Sales' },
    ...more,
  });
const leaves = (n: number, more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(1000 + n, 'left', { sourceKey: `hr:${n}`, ...more });

/** People who joined and accepted; the clock says 2 March 2026, a little after 09:00. */
async function staffOf(count: number) {
  const plane = await controlPlane({ connections: ['payroll'], target: { limits: { grants: { min: 1000 } } } });
  const numbers = Array.from({ length: count }, (_, n) => n);
  await plane.acme.deliver(...numbers.map((n) => joins(n)));
  for (const n of numbers) plane.acme.atlan.accept(email(n));
  return plane;
}

const nowOf = ({ acme }: ControlPlane) => new Date(acme.clock.now()).toISOString();
const leavers = async (plane: ControlPlane) => (await plane.tell('report leavers', MARCH)).rows;

describe('report leavers', () => {
  it('says when the end was read back, and that late news were HR’s minutes', async () => {
    const plane = await staffOf(1);
    const newsAt = nowOf(plane);
    await plane.acme.deliver(leaves(0, { date: '2026-03-01' }));
    const [row] = await leavers(plane);
    expect(row).toEqual({
      workerKey: await plane.keyOf(0),
      target: 'atlan-prod',
      factId: 'evt_1000',
      effectiveAt: '2026-03-02T00:00:00.000Z',
      newsAt,
      state: 'ended',
      endedAt: newsAt,
      late: { minutes: 540, hr: 540, us: 0, target: 0 },
      decidedBy: { how: 'rule', id: 'left' },
      verdict: 'ended',
    });
  });

  it('counts as ours what passed until we tried, and as the target’s what passed after that', async () => {
    const plane = await staffOf(0);
    await plane.acme.deliver(joins(1));
    await plane.acme.deliver(leaves(1, { date: '2026-03-02' }));
    plane.acme.clock.advance(15 * 60 * MINUTE);
    await plane.acme.tick();
    plane.acme.clock.advance(30 * MINUTE);
    expect(await leavers(plane)).toMatchObject([
      { state: 'open', because: expect.stringContaining('Pending disable') },
    ]);
    plane.acme.atlan.accept(email(1));
    await plane.acme.tick();
    const [row] = await leavers(plane);
    expect(row).toMatchObject({ state: 'ended', late: { hr: 0, us: 0, target: 30 } });
    expect(row!.late.minutes).toBe(row!.late.hr + row!.late.us + row!.late.target);
  });

  it('names the hold whose approval let it go', async () => {
    const plane = await staffOf(5);
    await plane.acme.deliver(...[0, 1, 2, 3, 4].map((n) => leaves(n)));
    const { holds } = await plane.tell('hold list');
    expect((await plane.tell('report leavers', MARCH)).totals).toEqual({
      facts: 5,
      rows: 5,
      byState: { ended: 3, held: 2 },
    });
    plane.acme.clock.advance(10 * MINUTE);
    await plane.tell('hold approve', { hold: holds[0]!.id, reason: 'it is right' });
    await plane.provision();
    const row = (await leavers(plane)).find(({ workerKey }) => workerKey === holds[0]!.workerKey);
    expect(row).toMatchObject({ state: 'ended', decidedBy: { how: 'hold', id: holds[0]!.id } });
    expect(row!.late.us).toBeGreaterThanOrEqual(10);
  });

  it('has a row for an operator’s word, by its id', async () => {
    const plane = await staffOf(1);
    const { overrideId } = await plane.tell('disable', { source: 'hr:0', reason: 'a stolen laptop' });
    expect(await leavers(plane)).toMatchObject([
      { factId: overrideId, state: 'ended', decidedBy: { how: 'operator', id: overrideId }, late: { minutes: 0 } },
    ]);
  });

  it('tells who is still to leave, who stays by another engagement, who never had an account, and who came back', async () => {
    const plane = await staffOf(3);
    await plane.acme.deliver(
      leaves(0, { date: '2026-03-20' }),
      lifecycleEvent(49, 'identity_changed', { sourceKey: 'hr:1', attributes: { displayName: 'One' } }),
      joins(50, {
        sourceKey: 'payroll:50',
        attributes: { workEmail: email(1), workerType: 'employee', displayName: 'One' },
      }),
      leaves(1),
      lifecycleEvent(60, 'joined', { sourceKey: 'hr:60', attributes: { workerType: 'guest' } }),
      lifecycleEvent(61, 'left', { sourceKey: 'hr:60' }),
    );
    const { rows, totals } = await plane.tell('report leavers', MARCH);
    expect(Object.fromEntries(rows.map(({ factId, state }) => [factId, state]))).toEqual({
      evt_1000: 'due',
      evt_1001: 'stays',
      evt_61: 'nothing-to-end',
    });
    expect(totals).toMatchObject({ facts: 3, rows: 3 });

    await plane.acme.deliver(leaves(2, { date: '2026-03-01' }));
    plane.acme.clock.advance(24 * 60 * MINUTE);
    await plane.acme.deliver(joins(70, { sourceKey: 'hr:2', date: '2026-03-03' }));
    const again = (await leavers(plane)).find(({ factId }) => factId === 'evt_1002');
    expect(again).toMatchObject({ state: 'ended', late: { hr: 540 } });
  });

  it('does not count an end before the first check', async () => {
    const plane = await staffOf(1);
    await plane.acme.deliver(leaves(0, { date: '2026-03-02' }));
    plane.acme.clock.advance(15 * 60 * MINUTE);
    expect(await leavers(plane)).toMatchObject([{ state: 'open', late: { hr: 0, target: 0 } }]);
  });
});

describe('report joiners', () => {
  it('says when the invitation was out, that it was accepted, and when all was complete', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(joins(0), joins(1, { date: '2026-03-20' }));
    const { rows, totals } = await plane.tell('report joiners', MARCH);
    expect(rows.find(({ factId }) => factId === 'evt_0')).toMatchObject({
      effectiveAt: '2026-03-01T00:00:00.000Z',
      state: 'complete',
      invitedAt: '2026-03-02T09:00:00.000Z',
      accepted: false,
      completeAt: '2026-03-02T09:00:00.000Z',
      minutes: 0,
    });
    expect(rows.find(({ factId }) => factId === 'evt_1')).toMatchObject({ state: 'due' });
    expect(totals).toEqual({ facts: 2, rows: 2, byState: { complete: 1, due: 1 } });
  });

  it('says what is waited for, and who gets nothing', async () => {
    const plane = await controlPlane({ mode: 'observe' });
    await plane.acme.deliver(
      joins(0),
      lifecycleEvent(5, 'joined', { sourceKey: 'hr:5', attributes: { workerType: 'guest' } }),
    );
    const { rows } = await plane.tell('report joiners', MARCH);
    const said = Object.fromEntries(rows.map(({ factId, state, because }) => [factId, { state, because }]));
    expect(said).toEqual({
      evt_0: { state: 'waiting', because: 'atlan-prod is in observe mode: 2 changes would be made' },
      evt_5: { state: 'no-access' },
    });
  });
});

describe('report access', () => {
  it('says who is to have what, by which rule, and what was written down last', async () => {
    const plane = await staffOf(1);
    await plane.acme.deliver(leaves(0, { date: '2026-03-20' }));
    const now = await plane.tell('report access');
    expect(now.rows).toMatchObject([
      {
        state: 'active',
        facts: 1,
        role: { name: '$member', rule: 'members' },
        groups: [{ group: 'All Staff', rules: ['members'] }],
        accounts: [{ state: 'invited' }],
        lastReceipt: { action: 'add-to-groups', groups: ['All Staff'], verdict: 'verified' },
      },
    ]);
    const later = await plane.tell('report access', { asOf: '2026-03-21T00:00:00Z' });
    expect(later.rows).toMatchObject([{ state: 'ended', facts: 2, groups: [] }]);
    const before = await plane.tell('report access', { asOf: '2026-02-01T00:00:00Z' });
    expect(before.rows).toMatchObject([{ state: 'expected', facts: 0 }]);
    expect(before.rows[0]).not.toHaveProperty('lastReceipt');
  });
});

describe('report approvals', () => {
  it('says what was held, who decided, how and why', async () => {
    const plane = await staffOf(5);
    await plane.acme.deliver(...[0, 1, 2, 3, 4].map((n) => leaves(n)));
    const { holds } = await plane.tell('hold list');
    await plane.tell('hold approve', { hold: holds[0]!.id, reason: 'it is right' });
    await plane.tell('hold reject', { hold: holds[1]!.id, reason: 'a wrong import', instead: 'by-hand' });
    const { rows, totals } = await plane.tell('report approvals', MARCH);
    expect(
      Object.fromEntries(rows.map(({ holdId, verdict, reason, instead }) => [holdId, [verdict, reason, instead]])),
    ).toEqual({
      [holds[0]!.id]: ['approved', 'it is right', undefined],
      [holds[1]!.id]: ['rejected', 'a wrong import', 'by-hand'],
    });
    expect(totals).toEqual({ facts: 2, rows: 2, byState: { approved: 1, rejected: 1 } });
    const later = { from: '2026-04-01T00:00:00Z', to: '2026-05-01T00:00:00Z' };
    expect(await plane.tell('report approvals', later)).toEqual({
      rows: [],
      totals: { facts: 0, rows: 0, byState: {} },
    });
  });
});

describe('every report', () => {
  it('names no person', async () => {
    const plane = await staffOf(5);
    await plane.acme.deliver(...[0, 1, 2, 3, 4].map((n) => leaves(n)));
    const text = JSON.stringify([
      await plane.tell('report leavers', MARCH),
      await plane.tell('report joiners', MARCH),
      await plane.tell('report access'),
      await plane.tell('report approvals', MARCH),
    ]);
    expect(text).not.toMatch(/p\d@|example\.com|Sales|hr:\d/);
  });

  it('counts the days of a period from the beginning of the first to the end of the last, by UTC', async () => {
    const plane = await staffOf(1);
    const ends = async (from: string, to: string) => (await plane.tell('report leavers', { from, to })).rows;
    await plane.acme.deliver(leaves(0, { date: '2026-03-01' }));
    const [{ effectiveAt } = { effectiveAt: '' }] = await ends('2026-03-01', '2026-03-31');
    expect(effectiveAt).toBe('2026-03-02T00:00:00.000Z');
    expect(await ends('2026-03-01', '2026-03-01')).toHaveLength(0);
    expect(await ends('2026-03-02', '2026-03-02')).toHaveLength(1);
    expect(await ends('2026-03-03', '2026-03-03')).toHaveLength(0);
  });

  it.each(['report leavers', 'report joiners', 'report approvals'])('%s needs a period with a zone', async (name) => {
    const { ask } = await controlPlane();
    expect(await ask(name, { from: MARCH.to, to: MARCH.from })).toMatchObject({
      fields: [{ field: 'to', problem: 'must be after from' }],
    });
    expect(await ask(name, { from: '2026-03-01T00:00:00', to: MARCH.to })).toMatchObject({
      fields: [{ field: 'from' }],
    });
  });
});
