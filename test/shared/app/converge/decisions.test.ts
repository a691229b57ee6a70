import { describe, expect, it } from 'vitest';

import { recordFacts } from '../../../../shared/app/provision/record-facts.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Company, company } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ONE_LEAVER = { target: { limits: { leavers: { min: 1, percent: 1 } } } };
const ADMINISTRATORS = {
  target: { maxRole: '$admin' },
  rules: [{ name: 'admins', target: 'atlan-prod', when: { attribute: 'department', equals: 'Data' }, role: '$admin' }],
};

const attributesOf = (n: number) => ({
  workEmail: `p${n}@example.com`,
  workerType: 'employee',
  department: 'Data',
});
const joins = (n: number) => lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes: attributesOf(n) });
const leaves = (n: number, more: Partial<LifecycleEvent> & { readonly date?: string } = {}) =>
  lifecycleEvent(100 + n, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01', ...more });
const takesBack = (n: number) =>
  lifecycleEvent(200 + n, 'left', { sourceKey: `hr:${n}`, phase: 'cancelled', date: '2026-03-01' });

/** An event that is said now, whatever was said before. */
const saidNow = ({ clock }: Company, event: LifecycleEvent): LifecycleEvent => ({
  ...event,
  occurredAt: clock.now(),
  order: `${String(clock.now()).padStart(16, '0')} ${event.id}`,
});

async function staffed(numbers: readonly number[], settings: Parameters<typeof company>[0] = ONE_LEAVER) {
  const acme = await company(settings);
  await acme.deliver(...numbers.map(joins));
  for (const n of numbers) acme.atlan.accept(`p${n}@example.com`);
  acme.clock.advance(15 * MINUTE_MS);
  await acme.tick();
  return acme;
}

const openHolds = ({ deps }: Company) => deps.ledger.holds.listOpen(9);
const stateOf = ({ atlan }: Company, n: number) =>
  atlan.accounts().find(({ email }) => email === `p${n}@example.com`)?.state;
const recordOf = async ({ deps }: Company, n: number) => {
  const key = await deps.ledger.links.workerOf(`hr:${n}`);
  return (await deps.ledger.workers.load(key ?? ''))?.targets['atlan-prod'];
};

async function decideAll(acme: Company, verdict: 'approved' | 'rejected'): Promise<readonly string[]> {
  const holds = await openHolds(acme);
  for (const { id } of holds)
    await acme.deps.ledger.holds.decide(id, { verdict, actor: 'Olga', reason: 'as HR says', at: acme.clock.now() });
  return holds.map(({ id }) => id);
}

/** Lets time pass in steps, with a check of the workers who are due after each. */
async function pass(acme: Company, ms: number, step = HOUR_MS): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    acme.clock.advance(step);
    await acme.tick();
  }
}

describe('a decision about a leaver', () => {
  it('made about a wrong import says nothing about the same person who leaves for real', async () => {
    const acme = await staffed([1, 2]);
    await acme.deliver(leaves(1), leaves(2));
    const rejected = await decideAll(acme, 'rejected');
    expect(rejected).toHaveLength(1);
    await acme.deliver(takesBack(1), takesBack(2));
    await pass(acme, HOUR_MS, 15 * MINUTE_MS);
    expect([stateOf(acme, 1), stateOf(acme, 2)]).toEqual(['active', 'active']);

    acme.clock.advance(90 * DAY_MS);
    await acme.deliver(saidNow(acme, leaves(2, { id: 'evt_real', date: '2026-05-30' })));
    await pass(acme, 2 * DAY_MS);
    expect(stateOf(acme, 2)).toBe('disabled');
  });

  it('that approved a plan lets no wrong import pass two months later', async () => {
    const acme = await staffed([1, 2, 3]);
    await acme.deliver(leaves(1), leaves(2), leaves(3));
    const approved = await decideAll(acme, 'approved');
    await pass(acme, 2 * HOUR_MS);
    expect([1, 2, 3].map((n) => stateOf(acme, n))).toEqual(['disabled', 'disabled', 'disabled']);

    acme.clock.advance(30 * DAY_MS);
    const back = (n: number) =>
      lifecycleEvent(300 + n, 'rehired', { sourceKey: `hr:${n}`, date: '2026-03-30', attributes: attributesOf(n) });
    for (const n of [1, 2, 3]) await acme.deliver(saidNow(acme, back(n)));
    await pass(acme, HOUR_MS, 15 * MINUTE_MS);
    expect([1, 2, 3].map((n) => stateOf(acme, n))).toEqual(['active', 'active', 'active']);

    acme.clock.advance(30 * DAY_MS);
    for (const n of [1, 2, 3]) await acme.deliver(saidNow(acme, leaves(n, { id: `evt_may_${n}`, date: '2026-04-30' })));
    await pass(acme, HOUR_MS, 15 * MINUTE_MS);
    expect([1, 2, 3].filter((n) => stateOf(acme, n) === 'disabled')).toEqual([1]);
    const held = await openHolds(acme);
    expect(held.map(({ kind }) => kind)).toEqual(['leaver-limit', 'leaver-limit']);
    expect(held.filter(({ id }) => approved.includes(id))).toEqual([]);
  });

  it('is not asked for any more once HR took back what it was about, and the hold says why', async () => {
    const acme = await staffed([1, 2]);
    await acme.deliver(leaves(1), leaves(2));
    const [hold] = await openHolds(acme);
    await acme.deliver(takesBack(1), takesBack(2));
    await pass(acme, 4 * DAY_MS);
    expect(await openHolds(acme)).toEqual([]);
    expect(await acme.deps.ledger.holds.get(hold!.id)).toMatchObject({
      closed: { because: expect.stringContaining('Matches policy') },
    });
    expect(await recordOf(acme, 2)).toMatchObject({ state: 'converged' });
    expect(await recordOf(acme, 2)).not.toHaveProperty('holdId');
  });
});

describe('a hold', () => {
  const account = { id: 'u1', email: 'p1@example.com', state: 'active', enabled: true, role: '$member' } as const;

  it('is the same however often HR says where the worker works meanwhile', async () => {
    const acme = await staffed([1, 2]);
    await acme.deliver(leaves(1), leaves(2));
    const before = await openHolds(acme);
    for (const n of [1, 2, 3]) {
      const moves = lifecycleEvent(500 + n, 'moved', {
        sourceKey: 'hr:2',
        date: '2026-03-01',
        attributes: { department: `Data ${n}` },
      });
      await acme.deliver(saidNow(acme, moves));
      await pass(acme, HOUR_MS);
    }
    expect(await openHolds(acme)).toEqual(before);
    expect(acme.notices.filter(({ name }) => name === 'hold-opened')).toHaveLength(1);
  });

  it('is planned again every hour, however old it is, and asked about once', async () => {
    const acme = await staffed([1, 2]);
    await acme.deliver(leaves(1), leaves(2));
    const before = await openHolds(acme);
    await pass(acme, 2 * DAY_MS);
    expect(await openHolds(acme)).toEqual(before);
    expect(await recordOf(acme, 2)).toMatchObject({ state: 'held', lookAt: expect.any(Number) });
    expect((await recordOf(acme, 2))?.lookAt).toBeLessThanOrEqual(acme.clock.now() + HOUR_MS);
    expect(acme.notices.filter(({ name }) => name === 'hold-opened')).toHaveLength(1);
  });

  it('stays open where it could not be checked whether it is still wanted', async () => {
    const acme = await staffed([1, 2]);
    await acme.deliver(leaves(1), leaves(2));
    const before = await openHolds(acme);
    const pause = { what: 'writes', actor: 'ops', reason: 'an incident', at: acme.clock.now() } as const;
    await acme.deps.ledger.flags.pause(pause);
    await pass(acme, 3 * HOUR_MS);
    expect(await recordOf(acme, 2)).toMatchObject({ state: 'waiting', holdId: before[0]!.id });
    expect(await openHolds(acme)).toEqual(before);
  });

  it('makes room for the one that the same worker is held by now, and says so', async () => {
    const acme = await company({ target: { adopt: 'never' } });
    acme.atlan.put(account);
    await acme.deliver(lifecycleEvent(1, 'joined', { date: '2026-02-01', attributes: attributesOf(1) }), leaves(1));
    const [first] = await openHolds(acme);
    await acme.deliver(saidNow(acme, leaves(1, { id: 'evt_corrected', phase: 'corrected', date: '2026-02-20' })));
    const [second, ...others] = await openHolds(acme);
    expect([second!.kind, second!.id === first!.id, others]).toEqual(['unmanaged-leaver', false, []]);
    expect((await acme.deps.ledger.holds.get(first!.id))?.closed?.because).toContain('Another change is held now');
  });

  it('that another process opened for facts that are gone leaves nothing open', async () => {
    const acme = await staffed([1, 2]);
    let isOvertaken = false;
    const reserve: typeof acme.deps.ledger.limits.reserve = async (place) => {
      const answer = await acme.deps.ledger.limits.reserve(place);
      if (answer.kind === 'full' && !isOvertaken) {
        isOvertaken = true;
        await acme.deliver(takesBack(2));
      }
      return answer;
    };
    const slow = { ...acme.deps, ledger: { ...acme.deps.ledger, limits: { ...acme.deps.ledger.limits, reserve } } };
    await acme.deliver(leaves(1));
    await recordFacts(leaves(2), acme.deps);
    const key = await acme.deps.ledger.links.workerOf('hr:2');
    await converge([key ?? ''], slow, { call: { deadline: acme.clock.now() + 60_000 }, world: acme });
    expect(isOvertaken).toBe(true);
    expect(await openHolds(acme)).toEqual([]);
    expect(await recordOf(acme, 2)).toMatchObject({ state: 'converged' });
  });

  it('of an approved plan closes when the plan is done, and lets nothing of the kind pass afterwards', async () => {
    const acme = await staffed([1, 2]);
    await acme.deliver(leaves(1), leaves(2));
    const [id] = await decideAll(acme, 'approved');
    await pass(acme, 2 * HOUR_MS);
    expect(await acme.deps.ledger.holds.get(id!)).toMatchObject({
      decision: { verdict: 'approved' },
      closed: { because: 'No longer held: Access ended' },
    });
  });

  it('that an operator has acknowledged is not opened again every hour', async () => {
    const acme = await company({ target: { adopt: 'never' } });
    acme.atlan.put(account);
    await acme.deliver(joins(1), leaves(1));
    await decideAll(acme, 'approved');
    await pass(acme, 2 * DAY_MS);
    expect(await openHolds(acme)).toEqual([]);
    expect(await recordOf(acme, 1)).toMatchObject({ because: expect.stringContaining('Acknowledged by an operator') });
    await pass(acme, 6 * DAY_MS);
    expect((await openHolds(acme)).map(({ kind }) => kind)).toEqual(['unmanaged-leaver']);
  });
});

describe('a decision about a joiner', () => {
  it('that was turned away says nothing about who is hired again 40 days later', async () => {
    const acme = await company(ADMINISTRATORS);
    await acme.deliver(joins(2));
    const [rejected] = await decideAll(acme, 'rejected');
    await pass(acme, 100 * HOUR_MS);
    expect(await recordOf(acme, 2)).toMatchObject({ state: 'held', because: expect.stringContaining('Rejected by') });
    await acme.deliver(leaves(2, { date: '2026-03-03' }));
    acme.clock.advance(40 * DAY_MS);
    await acme.deliver(lifecycleEvent(400, 'rehired', { sourceKey: 'hr:2', date: '2026-04-10' }));
    await pass(acme, 100 * HOUR_MS);
    const asked = await openHolds(acme);
    expect(asked.map(({ kind }) => kind)).toEqual(['administrator']);
    expect(asked.map(({ id }) => id)).not.toContain(rejected);
  });
});
