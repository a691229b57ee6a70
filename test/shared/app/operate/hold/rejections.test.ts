import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { DECISION_KEPT_MS } from '../../../../../shared/domain/worker/hold.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane, OPERATOR } from '../control-plane.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const email = (n: number) => `p${n}@example.com`;
const attributesOf = (n: number) => ({ workEmail: email(n), workerType: 'employee', department: 'Sales' });
const joins = (n: number) => lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes: attributesOf(n) });
const leaves = (n: number, more: Partial<LifecycleEvent> & { readonly date?: string } = {}) =>
  lifecycleEvent(100 + n, 'left', { sourceKey: `hr:${n}`, ...more });

/** An event that is said now, whatever was said before. */
const saidNow = ({ acme: { clock } }: ControlPlane, event: LifecycleEvent): LifecycleEvent => ({
  ...event,
  occurredAt: clock.now(),
  order: `${String(clock.now()).padStart(16, '0')} ${event.id}`,
});

/** Two people leave on 1 March, and only one may an hour; the second one's plan is held. */
async function heldLeaver() {
  const plane = await controlPlane({ target: { limits: { leavers: { min: 1, percent: 1 } } } });
  await plane.acme.deliver(joins(1), joins(2));
  for (const n of [1, 2]) plane.acme.atlan.accept(email(n));
  await plane.acme.tick();
  await plane.acme.deliver(leaves(1), leaves(2));
  const { holds } = await plane.tell('hold list');
  expect(holds.map(({ kind }) => kind)).toEqual(['leaver-limit']);
  return { ...plane, hold: holds[0]!.id, workerKey: holds[0]!.workerKey };
}

const stateOf = ({ acme }: ControlPlane, n: number) =>
  acme.atlan.accounts().find((account) => account.email === email(n))?.state;

/** Lets time pass by the hour, with a look at whoever is due after each. */
async function pass({ acme }: ControlPlane, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += HOUR_MS) {
    acme.clock.advance(HOUR_MS);
    await acme.tick();
  }
}

const rings = ({ acme }: ControlPlane) => acme.notices.filter(({ name }) => name === 'leaver-not-ended').length;
const troubles = async (plane: ControlPlane) => (await plane.tell('status')).troubles.map(({ what }) => what);
const KEPT = { reason: 'a wrong import', instead: 'access-kept', until: '2026-06-30' };

describe('rejecting the end of a worker’s access', () => {
  it('needs to be told what happens instead, and names both ways', async () => {
    const plane = await heldLeaver();
    expect(await plane.ask('hold reject', { hold: plane.hold, reason: 'a wrong import' })).toMatchObject({
      kind: 'refused',
      error: 'conflict',
      because: expect.stringMatching(/access-kept with until.*by-hand/),
    });
    expect((await plane.tell('hold list')).holds).toMatchObject([{ id: plane.hold }]);
  });

  it.each([
    [{ instead: 'access-kept' }, 'until which day'],
    [{ instead: 'by-hand', until: '2026-06-30' }, 'until which day'],
    [{ until: '2026-06-30' }, 'until which day'],
    [{ instead: 'nothing' }, 'must be access-kept or by-hand'],
    [{ instead: 'access-kept', until: '2026-02-30' }, 'must be a day'],
  ])('refuses %j', async (more, because) => {
    const plane = await heldLeaver();
    const answer = await plane.ask('hold reject', { hold: plane.hold, reason: 'r', ...more });
    expect(answer).toMatchObject({ error: 'invalid-input' });
    expect(JSON.stringify(answer)).toContain(because);
  });

  it.each(['2026-03-01', '2027-03-04'])('keeps access until no day as far off as %s', async (until) => {
    const plane = await heldLeaver();
    expect(
      await plane.ask('hold reject', { hold: plane.hold, reason: 'r', instead: 'access-kept', until }),
    ).toMatchObject({ error: 'conflict', because: expect.stringContaining('within a year') });
  });

  it('is not asked what happens instead where no access was to end', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(joins(1));
    const hold = 'hold_administrator';
    await plane.deps.ledger.holds.open({
      id: hold,
      workerKey: await plane.keyOf(1),
      target: 'atlan-prod',
      kind: 'administrator',
      because: 'The worker would become an administrator',
      planDigest: 'd',
      since: plane.acme.clock.now(),
    });
    expect(await plane.ask('hold reject', { hold, ...KEPT })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining('leave out instead and until'),
    });
    await plane.tell('hold reject', { hold, reason: 'not this worker' });
    expect(await troubles(plane)).toEqual([]);
  });
});

describe('an ending that is rejected because HR is wrong', () => {
  it('is an override that keeps access until the end of a day, against these facts, stated once', async () => {
    const plane = await heldLeaver();
    for (const _ of [1, 2]) await plane.tell('hold reject', { hold: plane.hold, ...KEPT });
    const { overrides } = await plane.tell('override list', { worker: plane.workerKey });
    expect(overrides).toMatchObject([
      {
        kind: 'access_kept',
        actor: OPERATOR,
        reason: 'a wrong import',
        until: '2026-07-01T00:00:00.000Z',
        against: ['evt_102'],
        inForce: true,
      },
    ]);
    await plane.provision();
    expect([stateOf(plane, 2), await troubles(plane)]).toEqual(['active', []]);
    const [target] = (await plane.tell('explain', { worker: plane.workerKey })).workers[0]!.targets;
    expect(target).toMatchObject({
      state: 'converged',
      hold: { id: plane.hold, decision: { instead: 'access-kept' }, closed: { at: expect.any(String) } },
    });
  });

  it('is asked about again when the day is over', async () => {
    const plane = await heldLeaver();
    await plane.tell('hold reject', {
      hold: plane.hold,
      reason: 'HR asks',
      instead: 'access-kept',
      until: '2026-03-03',
    });
    await plane.provision();
    // somebody else takes the one place of the hour meanwhile
    await plane.acme.deliver(joins(3));
    plane.acme.atlan.accept(email(3));
    plane.acme.clock.advance(Date.parse('2026-03-04T00:00:00Z') - plane.acme.clock.now());
    await plane.acme.deliver(saidNow(plane, leaves(3, { date: '2026-03-03' })));
    await plane.acme.tick();
    expect([stateOf(plane, 3), stateOf(plane, 2)]).toEqual(['disabled', 'active']);
    const { holds } = await plane.tell('hold list');
    expect(holds).toMatchObject([{ workerKey: plane.workerKey, kind: 'leaver-limit' }]);
    expect(holds[0]).not.toHaveProperty('decision');
  });

  it('does not keep the access of a worker who really leaves meanwhile', async () => {
    const plane = await heldLeaver();
    await plane.tell('hold reject', { hold: plane.hold, ...KEPT });
    await plane.provision();
    const takesBack = lifecycleEvent(202, 'left', { sourceKey: 'hr:2', phase: 'cancelled' });
    await plane.acme.deliver(saidNow(plane, takesBack));
    plane.acme.clock.advance(60 * DAY_MS);
    await plane.acme.deliver(saidNow(plane, leaves(2, { id: 'evt_real', date: '2026-04-30' })));
    await pass(plane, 2 * DAY_MS);
    expect(stateOf(plane, 2)).toBe('disabled');
  });

  it('cannot be kept while an operator’s own word ends it', async () => {
    const plane = await controlPlane({ target: { adopt: 'never' } });
    plane.acme.atlan.put({ id: 'u1', email: email(1), state: 'active', enabled: true, role: '$member' });
    await plane.acme.deliver(joins(1), leaves(1));
    const { overrideId } = await plane.tell('disable', { source: 'hr:1', reason: 'a theft' });
    const hold = (await plane.tell('hold list')).holds[0]!.id;
    expect(await plane.ask('hold reject', { hold, ...KEPT })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining(`override lift ${overrideId}`),
    });
  });
});

describe('an ending that is left to a person', () => {
  it('stays a trouble, and rings at every look, although nothing waits for a decision', async () => {
    const plane = await heldLeaver();
    await plane.tell('hold reject', { hold: plane.hold, reason: 'the notebook is needed', instead: 'by-hand' });
    await plane.provision();
    expect((await plane.tell('hold list')).holds).toEqual([]);
    expect(await troubles(plane)).toEqual([expect.stringContaining('a person must end the access by hand')]);
    const before = rings(plane);
    await pass(plane, 3 * HOUR_MS);
    expect(rings(plane) - before).toBe(3);
    const { rows } = await plane.tell('report leavers', { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' });
    expect(rows.find(({ workerKey }) => workerKey === plane.workerKey)).toMatchObject({
      state: 'held',
      because: expect.stringContaining(`Rejected by ${OPERATOR}`),
    });
  });

  it('is over once the account was ended by hand', async () => {
    const plane = await heldLeaver();
    await plane.tell('hold reject', { hold: plane.hold, reason: 'the notebook is needed', instead: 'by-hand' });
    await plane.provision();
    const account = plane.acme.atlan.accounts().find((one) => one.email === email(2))!;
    plane.acme.atlan.put({ ...account, enabled: false, state: 'disabled' });
    // so that the first leaver’s slot has left the window when the second one is looked at
    plane.acme.clock.advance(5 * 60_000);
    await pass(plane, HOUR_MS);
    await pass(plane, HOUR_MS);
    expect(await troubles(plane)).toEqual([]);
    expect((await plane.tell('hold show', { hold: plane.hold })).hold).toMatchObject({
      decision: { verdict: 'rejected' },
      closed: { because: expect.stringContaining('No longer held') },
    });
  });

  it('is asked about again after the time for which a decision is kept, and both answers stay in the report', async () => {
    const plane = await heldLeaver();
    await plane.tell('hold reject', { hold: plane.hold, reason: 'the notebook is needed', instead: 'by-hand' });
    await plane.provision();
    await pass(plane, DECISION_KEPT_MS - 2 * HOUR_MS);
    expect((await plane.tell('hold list')).holds).toEqual([]);
    await pass(plane, 3 * HOUR_MS);
    expect((await plane.tell('hold list')).holds).toMatchObject([{ id: plane.hold }]);
    expect(stateOf(plane, 2)).toBe('active');
    await plane.tell('hold approve', { hold: plane.hold, reason: 'the notebook is back' });
    await plane.provision();
    expect(stateOf(plane, 2)).toBe('disabled');
    const { rows } = await plane.tell('report approvals', { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' });
    expect(rows.map(({ holdId, verdict }) => [holdId, verdict])).toEqual([
      [plane.hold, 'rejected'],
      [plane.hold, 'approved'],
    ]);
  });

  it('may be said again in the same way, and not in another', async () => {
    const plane = await heldLeaver();
    const byHand = { hold: plane.hold, reason: 'the notebook is needed', instead: 'by-hand' };
    for (const _ of [1, 2]) expect(await plane.ask('hold reject', byHand)).toMatchObject({ kind: 'done' });
    expect(await plane.ask('hold reject', { hold: plane.hold, ...KEPT })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining('that decision stays'),
    });
    expect(plane.observe.counts['HoldDecided']).toBe(1);
  });
});

describe('a hold whose reason is gone', () => {
  it('cannot be decided, and the answer explains why', async () => {
    const plane = await heldLeaver();
    await plane.acme.deliver(saidNow(plane, lifecycleEvent(202, 'left', { sourceKey: 'hr:2', phase: 'cancelled' })));
    expect((await plane.tell('hold list')).holds).toEqual([]);
    expect(await plane.ask('hold approve', { hold: plane.hold, reason: 'r' })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining('It closed by itself'),
    });
    expect((await plane.tell('hold show', { hold: plane.hold })).hold).toMatchObject({
      closed: { because: 'No longer held: Matches policy' },
    });
    const { story } = await plane.tell('explain', { worker: plane.workerKey });
    expect(story.join('\n')).toContain(`${plane.hold} closed. No longer held`);
  });
});

describe('an ending without a date', () => {
  const hold = {
    id: 'hold_undated',
    target: 'atlan-prod',
    kind: 'undated-ending',
    because: 'HR said that somebody leaves, and no date',
    planDigest: 'd',
    basis: ['evt_9'],
  } as const;

  async function undated() {
    const plane = await controlPlane();
    await plane.acme.deliver(joins(1));
    plane.acme.atlan.accept(email(1));
    await plane.acme.tick();
    const workerKey = await plane.keyOf(1);
    await plane.deps.ledger.holds.open({ ...hold, workerKey, since: plane.acme.clock.now() });
    return { ...plane, workerKey };
  }

  it('is ended by who approves it, as by an operator’s word, once', async () => {
    const plane = await undated();
    for (const _ of [1, 2]) await plane.tell('hold approve', { hold: hold.id, reason: 'HR says: today' });
    const { overrides } = await plane.tell('override list', { worker: plane.workerKey });
    expect(overrides).toMatchObject([
      { kind: 'access_ended', actor: OPERATOR, reason: 'HR says: today', until: 'lifted', inForce: true },
    ]);
    await plane.provision();
    expect(stateOf(plane, 1)).toBe('disabled');
    await plane.tell('override lift', { override: overrides[0]!.id, reason: 'they stay' });
    await plane.tell('hold approve', { hold: hold.id, reason: 'HR says: today' });
    expect((await plane.tell('override list')).overrides).toEqual([]);
  });

  it('needs to be told what happens instead, too', async () => {
    const plane = await undated();
    expect(await plane.ask('hold reject', { hold: hold.id, reason: 'r' })).toMatchObject({ error: 'conflict' });
    await plane.tell('hold reject', { hold: hold.id, ...KEPT });
    expect(await troubles(plane)).toEqual([]);
  });
});
