import { describe, expect, it } from 'vitest';

import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { operate } from '../../shared/app/operate/operate.ts';
import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { type Company, company, companyConfig } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { lifecycleEvent } from '../support/events.ts';
import { operateOutside } from '../support/operate-outside.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const LEGAL = { name: 'legal', target: 'atlan-prod', when: { attribute: 'department', equals: 'Legal' } };
const legal = { ...LEGAL, groups: ['Legal'] };
const target = { groups: { 'All Staff': { create: true }, 'Data Eng': { create: true }, Legal: { create: true } } };

const LAST_YEAR = { date: '2025-12-31', boundary: 'end_of_day', timeZone: 'UTC', immediate: false } as const;

const late = (lateGrantDays: number | 'off' = 14) => company({ access: { lateGrantDays }, target, rules: [legal] });

/** An event that is received when it is said, on 2 March 2026. */
function said(acme: Company, n: number, kind: LifecycleEvent['kind'], more: Parameters<typeof lifecycleEvent>[2]) {
  const occurredAt = acme.clock.now();
  const order = `${String(occurredAt).padStart(16, '0')} evt_${n}`;
  return lifecycleEvent(n, kind, { occurredAt, order, receivedAt: occurredAt, ...more });
}

const openHolds = async ({ deps }: Company) => deps.ledger.holds.listOpen(9);

async function access(acme: Company) {
  const [account] = acme.atlan.accounts();
  return {
    account: account?.state,
    groups: await acme.groupsOf(account?.id ?? ''),
    held: (await openHolds(acme)).map(({ kind }) => kind),
  };
}

async function decide({ deps, clock, ...acme }: Company, command: string) {
  const [hold] = await openHolds({ deps, clock, ...acme });
  const answer = await operate(
    command,
    { hold: hold?.id, reason: 'HR says so' },
    {
      deps: { ...deps, ...operateOutside(), operators: {}, queue: memoryQueue(), observe: memoryObserve() },
      actor: 'ops',
      call: { deadline: clock.now() + 20_000 },
    },
  );
  expect(answer).toMatchObject({ kind: 'done' });
  clock.advance(60_000);
  await acme.tick();
}

/** Ada has worked here for long, as HR said in time, and has accepted. */
async function withAda() {
  const acme = await late();
  await acme.deliver(lifecycleEvent(1, 'joined', { date: '2025-06-01', attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  expect(await access(acme)).toEqual({ account: 'active', groups: ['all_staff', 'data_eng'], held: [] });
  return acme;
}

/** Deploys one rule more: a group for all, or for those whom `when` describes. */
function give({ deps }: Company, group: string, when: object = { always: true }) {
  const rules = companyConfig({ ...target }, [
    legal,
    { name: 'more', target: 'atlan-prod', when, groups: [group] },
  ]).rules;
  Object.assign(deps, { policy: { ...deps.policy, rules } });
}

async function look({ deps, clock, ...acme }: Company) {
  const key = (await deps.ledger.links.workerOf('hr:1')) ?? '';
  const call = { deadline: clock.now() + 120_000 };
  expect(await converge([key], deps, { call, world: { ...acme, deps } })).toEqual(new Map());
}

describe('a start that HR sends long after the first day', () => {
  it('is asked about also where an operator approves another question about the worker', async () => {
    const acme = await late();
    await acme.deliver(said(acme, 1, 'joined', { date: '2026-02-01', attributes: ada }));
    await acme.deliver(said(acme, 2, 'moved', { date: '2026-02-10', phase: 'cancelled' }));
    expect(await access(acme)).toMatchObject({ account: undefined, held: ['idle-cancellation'] });
    await decide(acme, 'hold-approve');
    expect(await access(acme)).toMatchObject({ account: undefined, held: ['late-grant'] });
    await decide(acme, 'hold-approve');
    expect(await access(acme)).toMatchObject({ account: 'invited', held: [] });
  });

  it('is no invitation before an operator approves it, and has everything then', async () => {
    const acme = await late();
    await acme.deliver(said(acme, 1, 'joined', { date: '2026-01-01', attributes: ada }));
    await acme.tick();
    expect(await access(acme)).toEqual({ account: undefined, groups: [], held: ['late-grant'] });
    expect((await openHolds(acme))[0]?.because).toContain('60 days after the day');
    await decide(acme, 'hold approve');
    expect(await access(acme)).toEqual({ account: 'invited', groups: ['all_staff', 'data_eng'], held: [] });
    acme.atlan.accept('ada@example.com');
    acme.clock.advance(8 * 24 * 60 * 60_000);
    await acme.deliver(said(acme, 2, 'moved', { date: '2026-03-10', attributes: { department: 'Legal' } }));
    expect(await access(acme)).toEqual({ account: 'active', groups: ['all_staff', 'legal'], held: [] });
  });

  it('waits on while an operator rejects it, also where HR sends it once more', async () => {
    const acme = await late();
    await acme.deliver(said(acme, 1, 'joined', { date: '2026-01-01', attributes: ada }));
    await decide(acme, 'hold reject');
    await acme.deliver(said(acme, 2, 'joined', { date: '2026-01-01', attributes: ada }));
    await acme.tick();
    expect(await access(acme)).toEqual({ account: undefined, groups: [], held: [] });
  });

  it('needs no operator once HR corrects the date', async () => {
    const acme = await late();
    await acme.deliver(said(acme, 1, 'joined', { date: '2026-01-01', attributes: ada }));
    await acme.deliver(said(acme, 2, 'joined', { date: '2026-03-01', phase: 'corrected', attributes: ada }));
    await acme.tick();
    expect(await access(acme)).toEqual({ account: 'invited', groups: ['all_staff', 'data_eng'], held: [] });
  });

  it('waits for an operator also where the work e-mail comes later', async () => {
    const acme = await late();
    const { workEmail, ...nameless } = ada;
    await acme.deliver(said(acme, 1, 'joined', { date: '2026-01-01', attributes: nameless }));
    await acme.deliver(said(acme, 2, 'identity_changed', { date: '2026-03-02', attributes: { workEmail } }));
    await acme.tick();
    expect(await access(acme)).toEqual({ account: undefined, groups: [], held: ['late-grant'] });
  });

  it.each<[string, () => Promise<Company>, string]>([
    ['of fourteen days ago', () => late(), '2026-02-16'],
    ['where none is late', () => late('off'), '2016-01-01'],
    ['where it may be as late as that', () => late(70), '2026-01-01'],
  ])('gives at once %s', async (_name, open, date) => {
    const acme = await open();
    await acme.deliver(said(acme, 1, 'joined', { date, attributes: ada }));
    expect(await access(acme)).toEqual({ account: 'invited', groups: ['all_staff', 'data_eng'], held: [] });
  });

  it('takes over an account that exists, and what it has; a group that it lacks waits', async () => {
    const acme = await late();
    acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
    await acme.deliver(said(acme, 1, 'joined', { date: '2020-01-01', attributes: ada }));
    expect(await access(acme)).toEqual({ account: 'active', groups: [], held: ['late-grant'] });
    await decide(acme, 'hold approve');
    expect(await access(acme)).toEqual({ account: 'active', groups: ['all_staff', 'data_eng'], held: [] });
  });
});

describe('a move that HR sends long after its day', () => {
  const toLegal = { date: '2025-12-01', attributes: { department: 'Legal' } };

  it('takes at once, and gives once an operator approves it', async () => {
    const acme = await withAda();
    await acme.deliver(said(acme, 2, 'moved', toLegal));
    expect(await access(acme)).toEqual({ account: 'active', groups: ['all_staff'], held: ['late-grant'] });
    await decide(acme, 'hold approve');
    expect(await access(acme)).toEqual({ account: 'active', groups: ['all_staff', 'legal'], held: [] });
  });

  it('does not keep the worker from what is given without it', async () => {
    const acme = await withAda();
    await acme.deliver(said(acme, 2, 'moved', toLegal));
    give(acme, 'Data Eng');
    await look(acme);
    expect(await access(acme)).toEqual({ account: 'active', groups: ['all_staff', 'data_eng'], held: ['late-grant'] });
  });

  it('is no question where it gives nothing, and none later either', async () => {
    const acme = await withAda();
    await acme.deliver(said(acme, 2, 'moved', { date: '2025-12-01', attributes: { location: 'Berlin' } }));
    expect(await access(acme)).toEqual({ account: 'active', groups: ['all_staff', 'data_eng'], held: [] });
    give(acme, 'Legal', { attribute: 'location', equals: 'Berlin' });
    await look(acme);
    expect(await access(acme)).toEqual({ account: 'active', groups: ['all_staff', 'data_eng', 'legal'], held: [] });
  });

  it('keeps no leaver', async () => {
    const acme = await withAda();
    await acme.deliver(said(acme, 2, 'moved', toLegal));
    await acme.deliver(said(acme, 3, 'left', { effective: LAST_YEAR }));
    expect(await access(acme)).toEqual({ account: 'disabled', groups: [], held: [] });
  });
});
