import { describe, expect, it } from 'vitest';

import { activatePolicy } from '../../../support/activate-policy.ts';
import { type Company, company, companyConfig } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const rule = (name: string, more: object) => ({
  name: `new-${name}`,
  target: 'atlan-prod',
  when: { always: true },
  ...more,
});
const MEMBERS = rule('members', { role: '$member', groups: ['All Staff'] });
const GUESTS = rule('members', { role: '$guest', groups: ['All Staff'] });

/** Ada works here, has accepted, and is a member in All Staff and Data Eng. */
async function withAda() {
  const acme = await company();
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  return acme;
}

/** Deploys other rules; who is checked afterwards is checked under them. */
function deploy({ deps }: Company, rules: readonly object[]) {
  Object.assign(deps, { policy: { ...deps.policy, rules: companyConfig({}, rules).rules.slice(2) } });
}

async function look({ deps, clock, ...acme }: Company) {
  const key = (await deps.ledger.links.workerOf('hr:1')) ?? '';
  const call = { deadline: clock.now() + 120_000 };
  expect(await converge([key], deps, { call, world: { ...acme, deps } })).toEqual(new Map());
  clock.advance(1_000);
}

async function access(acme: Company) {
  const { atlan, deps } = acme;
  const [account] = atlan.accounts();
  const worker = await deps.ledger.workers.load((await deps.ledger.links.workerOf('hr:1')) ?? '');
  const { state, because } = worker?.targets['atlan-prod'] ?? {};
  return {
    account: account?.state,
    role: account?.role,
    groups: await acme.groupsOf(account?.id ?? ''),
    state,
    because,
  };
}

const ALL = { account: 'active', role: '$member', groups: ['all_staff', 'data_eng'] };
const waits = { state: 'converged', because: expect.stringContaining('until the deployed policy is activated') };

describe('a changed policy', () => {
  it('takes no group before it is activated, and takes it then', async () => {
    const acme = await withAda();
    deploy(acme, [MEMBERS]);
    await look(acme);
    expect(await access(acme)).toEqual({ ...ALL, ...waits });
    await activatePolicy(acme.deps);
    await look(acme);
    expect(await access(acme)).toMatchObject({ ...ALL, groups: ['all_staff'], because: 'Matches policy' });
  });

  it('lowers no role before it is activated, and lowers it then', async () => {
    const acme = await withAda();
    deploy(acme, [GUESTS, rule('data', { groups: ['Data Eng'] })]);
    await look(acme);
    expect(await access(acme)).toEqual({ ...ALL, ...waits });
    await activatePolicy(acme.deps);
    await look(acme);
    expect(await access(acme)).toMatchObject({ ...ALL, role: '$guest' });
  });

  it('opens no hold for those whom it gives no role, and grants them nothing; once it is activated an operator decides', async () => {
    const acme = await withAda();
    deploy(acme, [rule('data', { groups: ['Data Eng'] })]);
    await look(acme);
    expect(await access(acme)).toEqual({ ...ALL, ...waits });
    expect(await acme.deps.ledger.holds.listOpen(10)).toEqual([]);
    await activatePolicy(acme.deps);
    await look(acme);
    expect(await access(acme)).toMatchObject({ ...ALL, state: 'held' });
    expect(await acme.deps.ledger.holds.listOpen(10)).toMatchObject([{ kind: 'no-role' }]);
  });

  it('grants at once, beside what waits', async () => {
    const acme = await company({
      target: { groups: { 'All Staff': { create: true }, 'Data Eng': { create: true }, New: { create: true } } },
    });
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
    acme.atlan.accept('ada@example.com');
    await acme.tick();
    Object.assign(acme.deps, {
      policy: { ...acme.deps.policy, rules: [rule('members', { role: '$member', groups: ['New'] })] },
    });
    await look(acme);
    expect(await access(acme)).toMatchObject({ groups: ['all_staff', 'data_eng', 'new'] });
    await acme.deliver(
      lifecycleEvent(9, 'joined', { sourceKey: 'hr:9', attributes: { ...ada, workEmail: 'bo@example.com' } }),
    );
    acme.atlan.accept('bo@example.com');
    acme.clock.advance(3_600_000);
    await acme.tick();
    const bo = acme.atlan.accounts().find(({ email }) => email === 'bo@example.com');
    expect(await acme.groupsOf(bo?.id ?? '')).toEqual(['new']);
  });

  it('does not keep what a move takes by both policies, nor the access of a leaver', async () => {
    const acme = await withAda();
    deploy(acme, [GUESTS, rule('data', { when: { attribute: 'department', equals: 'Data' }, groups: ['Data Eng'] })]);
    await look(acme);
    await acme.deliver(lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }));
    expect(await access(acme)).toMatchObject({ ...ALL, groups: ['all_staff'], ...waits });
    await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
    expect(await access(acme)).toMatchObject({ account: 'disabled', groups: [] });
  });

  it('is active at once where it is the first, where it certainly takes nothing, and where it comes back', async () => {
    const acme = await withAda();
    const recordOf = async () => (await acme.deps.ledger.policies.read('atlan-prod'))?.record;
    const first = acme.deps.policy;
    expect((await recordOf())?.waiting).toBeUndefined();
    Object.assign(acme.deps, { policy: { ...first, rules: [...first.rules, rule('more', { role: '$guest' })] } });
    await look(acme);
    expect(await recordOf()).toMatchObject({
      active: { policy: { rules: expect.arrayContaining([expect.objectContaining({ name: 'new-more' })]) } },
    });
    expect((await recordOf())?.waiting).toBeUndefined();
    deploy(acme, [MEMBERS]);
    await look(acme);
    const since = (await recordOf())?.waiting?.since;
    expect(since).toBeLessThanOrEqual(acme.clock.now());
    await look(acme);
    expect((await recordOf())?.waiting?.since).toBe(since);
    Object.assign(acme.deps, { policy: { ...first, rules: [...first.rules, rule('more', { role: '$guest' })] } });
    await look(acme);
    expect((await recordOf())?.waiting).toBeUndefined();
    expect(await access(acme)).toMatchObject({ ...ALL, because: 'Matches policy' });
  });
});
