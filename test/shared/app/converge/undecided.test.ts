import { describe, expect, it } from 'vitest';

import type { Attributes } from '../../../../shared/domain/event/lifecycle-event.ts';
import { mapOutcome } from '../../../../shared/domain/outcome.ts';
import { type Company, type CompanySettings, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada: Attributes = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Sales', country: 'DE' };
const germans = {
  name: 'germans',
  target: 'atlan-prod',
  when: { attribute: 'country', equals: 'DE' },
  groups: ['Data Eng'],
};
const moves = (n: number, attributes: Attributes) => lifecycleEvent(n, 'moved', { date: '2026-03-02', attributes });

/** Ada works here, has accepted, and is in All Staff and Data Eng. */
async function withAda(settings: CompanySettings = { rules: [germans] }) {
  const acme = await company(settings);
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  return acme;
}

const recordOf = async ({ deps: { ledger } }: Company) =>
  (await ledger.workers.load((await ledger.links.workerOf('hr:1')) ?? ''))?.targets['atlan-prod'];
const accessOf = async (acme: Company) => {
  const [account] = acme.atlan.accounts();
  return account && { state: account.state, role: account.role, groups: await acme.groupsOf(account.id) };
};

describe('a role that HR leaves undecided', () => {
  it('takes no group away that a decided rule gives, nor one that is undecided itself', async () => {
    const acme = await withAda();
    expect(await accessOf(acme)).toEqual({ state: 'active', role: '$member', groups: ['all_staff', 'data_eng'] });
    await acme.deliver(moves(2, { workerType: null }));
    expect(await accessOf(acme)).toEqual({ state: 'active', role: '$member', groups: ['all_staff', 'data_eng'] });
    expect(await recordOf(acme)).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('could not be decided'),
    });
  });

  it('removes what the rules exclude for certain, and gives a worker with an account what they give for certain', async () => {
    const acme = await withAda({
      rules: [
        germans,
        { ...germans, name: 'night', groups: ['Night'], when: { attribute: 'jobTitle', equals: 'Night' } },
      ],
      target: { groups: { 'All Staff': { create: true }, 'Data Eng': { create: true }, Night: { create: true } } },
    });
    await acme.deliver(moves(2, { workerType: null, country: 'FR', jobTitle: 'Night' }));
    expect(await accessOf(acme)).toEqual({ state: 'active', role: '$member', groups: ['all_staff', 'night'] });
  });

  it('takes away what it excludes once it is known, and no more', async () => {
    const acme = await withAda({ rules: [germans, { ...germans, name: 'guests', role: '$guest' }] });
    await acme.deliver(moves(2, { workerType: null }));
    expect(await accessOf(acme)).toEqual({ state: 'active', role: '$member', groups: ['all_staff', 'data_eng'] });
    await acme.deliver(moves(3, { workerType: 'contractor' }));
    expect(await accessOf(acme)).toEqual({ state: 'active', role: '$guest', groups: ['data_eng'] });
  });

  it('gives no worker an account and makes no group', async () => {
    const acme = await company({ rules: [germans] });
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...ada, workerType: null } }));
    expect(acme.atlan.accounts()).toEqual([]);
    const groups = await acme.atlan.listGroups({ deadline: Number.MAX_SAFE_INTEGER });
    expect(groups.kind === 'done' && groups.value.map(({ alias }) => alias)).not.toContain('All Staff');
  });

  it('enables no leaver again', async () => {
    const acme = await withAda();
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
    await acme.deliver(lifecycleEvent(3, 'rehired', { date: '2026-03-02', attributes: { workerType: null } }));
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled', groups: [] });
    await acme.deliver(moves(4, { workerType: 'employee' }));
    expect(await accessOf(acme)).toEqual({ state: 'active', role: '$member', groups: ['all_staff', 'data_eng'] });
  });

  it('lowers a role to the most that any rule may give, never to less', async () => {
    const acme = await company({
      rules: [
        germans,
        { name: 'bosses', target: 'atlan-prod', when: { attribute: 'jobTitle', equals: 'Boss' }, role: '$admin' },
      ],
    });
    acme.atlan.put({
      id: 'u1',
      email: 'ada@example.com',
      state: 'active',
      enabled: true,
      role: '$admin',
      emailVerified: true,
      createdAt: 1,
      lastLoginAt: 1,
    });
    acme.atlan.put({
      id: 'u2',
      email: 'boss@example.com',
      state: 'active',
      enabled: true,
      role: '$admin',
      lastLoginAt: 1,
    });
    const [, boss] = acme.atlan.accounts();
    await acme.deps.ledger.inventory.put({ target: 'atlan-prod', account: boss!, version: 1, sweepId: 's', seenAt: 1 });
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...ada, jobTitle: null } }));
    expect(await accessOf(acme)).toMatchObject({ role: '$member' });
    acme.atlan.put({ ...acme.atlan.accounts()[0]!, role: '$admin' });
    await acme.deliver(moves(2, { workerType: null }));
    expect(await accessOf(acme)).toMatchObject({ role: '$member' });
  });

  it('counts for nothing where an operator gave the role', async () => {
    const acme = await withAda();
    const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
    const worker = (await acme.deps.ledger.workers.load(key))!;
    const override = {
      id: 'o1',
      kind: 'extra_entitlement',
      entitlement: { target: 'atlan-prod', role: '$guest' },
      actor: 'olga',
      reason: 'project',
      from: 0,
      until: acme.clock.now() + 86_400_000,
    } as const;
    await acme.deps.ledger.workers.commit({ ...worker, overrides: [override] });
    await acme.deliver(moves(2, { workerType: null, department: 'Data' }));
    expect(await accessOf(acme)).toEqual({ state: 'active', role: '$member', groups: ['all_staff', 'data_eng'] });
    await acme.deliver(moves(3, { workerType: 'contractor' }));
    expect(await accessOf(acme)).toEqual({ state: 'active', role: '$guest', groups: ['data_eng'] });
  });
});

describe('a group that cannot be found by its name', () => {
  it('removes no worker from the group that may have been renamed', async () => {
    const catalogue = { 'All Staff': { create: false }, 'Data Eng': { create: false } };
    let renamed = false;
    const between = withTargets((target) => ({
      listGroups: async (call) =>
        mapOutcome(await target.listGroups(call), (groups) =>
          groups.map((group) =>
            renamed && group.alias === 'Data Eng' ? { ...group, alias: 'Data Engineering' } : group,
          ),
        ),
    }));
    const acme = await company({ rules: [germans], target: { groups: catalogue }, between });
    const call = { deadline: Number.MAX_SAFE_INTEGER };
    await acme.atlan.createGroup({ alias: 'All Staff' }, call);
    await acme.atlan.createGroup({ alias: 'Data Eng' }, call);
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
    acme.atlan.accept('ada@example.com');
    expect(await accessOf(acme)).toMatchObject({ groups: ['all_staff', 'data_eng'] });

    renamed = true;
    acme.clock.advance(3_600_000);
    await acme.deliver(moves(2, { jobTitle: 'Engineer' }));
    expect(await accessOf(acme)).toMatchObject({ groups: ['all_staff', 'data_eng'] });
    expect(await recordOf(acme)).toMatchObject({ state: 'waiting', because: expect.stringContaining('Data Eng') });
  });
});

describe('the pilot', () => {
  const pilot = { attribute: 'department', equals: 'Sales' };

  it('takes nothing away from one of whom it cannot be decided any more, and writes no other', async () => {
    const acme = await withAda({ rules: [germans], mode: 'pilot', target: { pilot } });
    await acme.deps.ledger.flags.setMode('atlan-prod', 'enforce', 'test', acme.clock.now());
    await acme.deliver(moves(2, { jobTitle: 'Seller' }));
    await acme.deps.ledger.flags.setMode('atlan-prod', 'pilot', 'test', acme.clock.now());
    const before = await accessOf(acme);
    expect(before).toMatchObject({ groups: ['all_staff', 'data_eng'] });
    await acme.deliver(moves(3, { department: null, country: 'FR' }));
    expect(await accessOf(acme)).toEqual(before);
    await acme.deliver(
      lifecycleEvent(4, 'joined', {
        sourceKey: 'hr:4',
        attributes: { workEmail: 'p4@example.com', workerType: 'employee' },
      }),
    );
    expect(acme.atlan.accounts()).toHaveLength(1);
  });

  it('ends the access it gave, where HR blanks on leaving what it asks about', async () => {
    const acme = await withAda({ rules: [germans], mode: 'pilot', target: { pilot } });
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01', attributes: { department: null } }));
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled' });
  });

  it('ends no access of a worker who is outside it for certain', async () => {
    const acme = await withAda({ rules: [germans], mode: 'pilot', target: { pilot } });
    await acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01', attributes: { department: 'Data' } }));
    expect(await accessOf(acme)).toMatchObject({ state: 'active' });
  });
});
