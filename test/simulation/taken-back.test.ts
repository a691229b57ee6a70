import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const rescinded = lifecycleEvent(2, 'joined', { phase: 'cancelled', attributes: ada });
const undated = lifecycleEvent(5, 'left', { effective: null });

async function recordOf({ deps }: Company) {
  const key = (await deps.ledger.links.workerOf('hr:1')) ?? '';
  const record = (await deps.ledger.workers.load(key))?.targets['atlan-prod'];
  return { state: record?.state, because: record?.because };
}
const openHolds = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(9)).map(({ kind }) => kind);
const notices = ({ notices: all }: Company, name: string) => all.filter((one) => one.name === name).length;

/** Lets hours pass, with a look whenever one is due. */
async function pass(acme: Company, hours: number): Promise<void> {
  for (let quarter = 0; quarter < hours * 4; quarter++) {
    acme.clock.advance(15 * 60_000);
    await acme.tick(2);
  }
}

/** Ada, who joined and accepted, with her groups; then more events one after the other. */
async function withAda(events: readonly LifecycleEvent[], first = joined) {
  const acme = await company();
  await acme.deliver(first);
  acme.atlan.accept('ada@example.com');
  await pass(acme, 1);
  for (const event of events) await acme.deliver(event);
  return acme;
}

describe('an offer that HR takes back', () => {
  it('ends the open invitation as far as it can be ended at once, and for good once it is accepted', async () => {
    const acme = await company();
    await acme.deliver(joined);
    await acme.deliver(rescinded);
    const [account] = acme.atlan.accounts();
    expect(account).toMatchObject({ state: 'invited', role: '$guest' });
    expect(await acme.groupsOf(account!.id)).toEqual([]);
    expect(await recordOf(acme)).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('Pending disable') as string,
    });
    await pass(acme, 25);
    expect(notices(acme, 'leaver-not-ended')).toBeGreaterThan(20);
    acme.atlan.accept('ada@example.com');
    await pass(acme, 1);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged', because: 'Access ended' });
  });

  it('ends the account of a worker who accepted, by its own rule', async () => {
    const acme = await withAda([rescinded]);
    const [account] = acme.atlan.accounts();
    expect(account).toMatchObject({ state: 'disabled' });
    expect(await acme.groupsOf(account!.id)).toEqual([]);
    const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
    const chain = await acme.deps.ledger.receipts.chain(key);
    const disable = chain.filter(({ header }) => header.action === 'disable').map(({ header }) => header.rule);
    expect(new Set(disable)).toEqual(new Set(['rescinded']));
    expect(acme.published.map(({ type }) => type)).toContain('AccessEnded');
  });

  it('is nothing to do for a worker without an account', async () => {
    const acme = await company();
    const later = { date: '2026-06-01', attributes: ada };
    await acme.deliver(lifecycleEvent(1, 'joined', { ...later, phase: 'scheduled' }));
    await acme.deliver(lifecycleEvent(2, 'joined', { ...later, phase: 'cancelled' }));
    await pass(acme, 24 * 2);
    expect(acme.atlan.accounts()).toEqual([]);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
    expect(notices(acme, 'leaver-not-ended')).toBe(0);
  });

  it.each([
    ['by its name', { date: '2026-05-05', supersedes: 'evt_1' }],
    ['although an end was announced', {}],
  ])('is taken back %s', async (_name, more) => {
    const end = lifecycleEvent(2, 'left', { date: '2026-12-31', phase: 'scheduled' });
    const acme = await withAda([end, lifecycleEvent(3, 'joined', { phase: 'cancelled', ...more })]);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
  });

  it('removes nothing from a worker about whom HR sent more', async () => {
    const moved = lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });
    const acme = await withAda([moved, lifecycleEvent(3, 'joined', { phase: 'cancelled' })]);
    await pass(acme, 48);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['active']);
  });

  it('is made anew by another start', async () => {
    const acme = await withAda([rescinded, lifecycleEvent(3, 'joined', { date: '2026-03-02', attributes: ada })]);
    await pass(acme, 1);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['active']);
  });

  it('counts against the limit of leavers', async () => {
    const acme = await company({ target: { limits: { leavers: { min: 1, percent: 1 } } } });
    const about = (n: number) => ({ sourceKey: `hr:${n}`, attributes: { ...ada, workEmail: `p${n}@example.com` } });
    for (const n of [1, 2]) {
      await acme.deliver(lifecycleEvent(n, 'joined', about(n)));
      acme.atlan.accept(`p${n}@example.com`);
    }
    await pass(acme, 1);
    for (const n of [1, 2]) await acme.deliver(lifecycleEvent(n + 10, 'joined', { ...about(n), phase: 'cancelled' }));
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled', 'active']);
    expect(await openHolds(acme)).toEqual(['leaver-limit']);
  });
});

describe('what HR takes back without naming it', () => {
  it('leaves the first start as it was when it was a mistaken rehire', async () => {
    const acme = await withAda([
      lifecycleEvent(2, 'rehired', { date: '2026-03-01', attributes: ada }),
      lifecycleEvent(3, 'rehired', { phase: 'cancelled', date: '2026-03-01' }),
      lifecycleEvent(4, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }),
    ]);
    await pass(acme, 1);
    const [account] = acme.atlan.accounts();
    expect(account?.state).toBe('active');
    expect(await acme.groupsOf(account!.id)).toEqual(['all_staff']);
    expect(await openHolds(acme)).toEqual([]);
  });

  it('is the move of that day, however often it is said, and none that holds already', async () => {
    const [inMarch, inJune] = [
      lifecycleEvent(2, 'moved', { date: '2026-03-01', attributes: { department: 'Data' } }),
      lifecycleEvent(3, 'moved', { phase: 'scheduled', date: '2026-06-01', attributes: { department: 'Legal' } }),
    ];
    const acme = await withAda(
      [inMarch, inJune],
      lifecycleEvent(1, 'joined', { attributes: { ...ada, department: 'Sales' } }),
    );
    for (const n of [4, 5, 6])
      await acme.deliver(lifecycleEvent(n, 'moved', { phase: 'cancelled', date: '2026-06-01' }));
    await pass(acme, 1);
    const [account] = acme.atlan.accounts();
    expect(await acme.groupsOf(account!.id)).toEqual(['all_staff', 'data_eng']);
    acme.clock.advance(120 * 86_400_000);
    await acme.tick();
    expect(await acme.groupsOf(account!.id)).toEqual(['all_staff', 'data_eng']);
    expect(await openHolds(acme)).toEqual([]);
  });

  it('is the end of that day', async () => {
    const left = lifecycleEvent(2, 'left', { phase: 'scheduled', date: '2026-03-20' });
    const acme = await withAda([left, lifecycleEvent(3, 'left', { phase: 'cancelled', date: '2026-03-20' })]);
    acme.clock.advance(60 * 86_400_000);
    await acme.tick();
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['active']);
  });

  it('waits for an operator when it is nothing that is known, and access stays as it is', async () => {
    const acme = await withAda([lifecycleEvent(2, 'moved', { phase: 'cancelled', date: '2026-07-01' })]);
    expect(await openHolds(acme)).toEqual(['idle-cancellation']);
    expect(await recordOf(acme)).toMatchObject({ state: 'held' });
    await acme.deliver(lifecycleEvent(3, 'moved', { phase: 'cancelled', date: '2026-07-01' }));
    await pass(acme, 2);
    expect(await openHolds(acme)).toEqual(['idle-cancellation']);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['active']);
  });

  it('is found when it arrives after the word that takes it back', async () => {
    const acme = await withAda([
      lifecycleEvent(3, 'left', { phase: 'cancelled', date: '2026-03-01' }),
      lifecycleEvent(2, 'left', { date: '2026-03-01' }),
    ]);
    await pass(acme, 2);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['active']);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
  });

  it('does not keep the access of a worker whose end it may have meant, and opens a hold once it is over', async () => {
    const acme = await withAda([
      lifecycleEvent(2, 'left', { date: '2026-03-01' }),
      lifecycleEvent(2_600_000, 'left', { phase: 'cancelled', date: '2026-03-09' }),
    ]);
    await pass(acme, 2);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
    expect(await openHolds(acme)).toEqual(['idle-cancellation']);
    expect(notices(acme, 'leaver-not-ended')).toBe(0);
  });

  it('holds up no leaver when it was a move', async () => {
    const acme = await withAda([
      lifecycleEvent(2, 'moved', { phase: 'cancelled', date: '2026-07-01' }),
      lifecycleEvent(3, 'left', { date: '2026-03-01' }),
    ]);
    await pass(acme, 1);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
  });
});

describe('an ending without a usable date', () => {
  it('removes nothing, waits for an operator, and is reported every hour', async () => {
    const acme = await withAda([undated]);
    await pass(acme, 48);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['active']);
    expect(await openHolds(acme)).toEqual(['undated-ending']);
    expect(await recordOf(acme)).toMatchObject({ state: 'held' });
    expect(notices(acme, 'leaver-not-ended')).toBeGreaterThanOrEqual(47);
  });

  it.each<[string, LifecycleEvent, string]>([
    ['a date', lifecycleEvent(6, 'left', { date: '2026-03-01' }), 'disabled'],
    ['a later date', lifecycleEvent(6, 'left', { date: '2026-12-01', phase: 'scheduled' }), 'active'],
    ['a rehire', lifecycleEvent(6, 'rehired', { date: '2026-03-02', attributes: ada }), 'active'],
    ['the word that it will not be', lifecycleEvent(6, 'left', { phase: 'cancelled', effective: null }), 'active'],
    ['a cancellation of some end', lifecycleEvent(6, 'left', { phase: 'cancelled', date: '2026-05-01' }), 'active'],
  ])('is answered by %s', async (_name, answer, state) => {
    const acme = await withAda([undated, answer]);
    await pass(acme, 1);
    expect(acme.atlan.accounts().map((account) => account.state)).toEqual([state]);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
  });

  it('is one question however often it is said, and one that was answered before it arrived is none', async () => {
    const acme = await withAda([lifecycleEvent(6, 'left', { date: '2026-12-01', phase: 'scheduled' }), undated]);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
    for (const n of [7, 8, 9]) await acme.deliver(lifecycleEvent(n, 'left', { effective: null }));
    expect(await openHolds(acme)).toEqual(['undated-ending']);
    await acme.deliver(lifecycleEvent(10, 'left', { date: '2026-03-01' }));
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
  });

  it('is answered by an operator’s word, for as long as that is in force', async () => {
    const acme = await withAda([undated]);
    const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
    const worker = (await acme.deps.ledger.workers.load(key))!;
    const now = acme.clock.now();
    const kept = {
      id: 'o1',
      kind: 'access_kept',
      actor: 'ops',
      reason: 'r',
      from: now,
      until: now + 86_400_000,
    } as const;
    await acme.deps.ledger.workers.commit({ ...worker, overrides: [kept] });
    await pass(acme, 3);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
    await pass(acme, 24);
    expect(await recordOf(acme)).toMatchObject({ state: 'held' });
  });

  it('does not keep a worker whose end has a date after all', async () => {
    const acme = await withAda([lifecycleEvent(2, 'left', { date: '2026-03-03', phase: 'scheduled' }), undated]);
    await pass(acme, 72);
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled']);
  });
});
