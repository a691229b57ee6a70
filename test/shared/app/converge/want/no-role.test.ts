import { describe, expect, it } from 'vitest';

import type { Attributes, LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { activatePolicy } from '../../../../support/activate-policy.ts';
import { type Company, type CompanySettings, company, companyConfig } from '../../../../support/company.ts';
import { converge } from '../../../../support/converge.ts';
import { lifecycleEvent } from '../../../../support/events.ts';

const email = (n: number) => `p${n}@example.com`;
const joins = (n: number, more: Attributes = {}) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: 'Data', ...more },
  });
const moves = (n: number, attributes: Attributes, more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(1_000 + n, 'moved', { sourceKey: `hr:${n}`, date: '2026-03-02', attributes, ...more });
const away: Attributes = { workerType: 'contractor', department: 'Sales' };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const HOUR_MS = 3_600_000;
const wide = { limits: { grants: { min: 1_000 } } };
const ending = { ...wide, withoutRole: 'end' };

/** People who have accepted. */
async function staffed(count: number, settings: CompanySettings = {}) {
  const acme = await company({ ...settings, target: { ...wide, ...settings.target } });
  await acme.deliver(...numbers(count).map((n) => joins(n)));
  for (const n of numbers(count)) acme.atlan.accept(email(n));
  for (const n of numbers(count)) await look(acme, [n]);
  return acme;
}

/** Looks at workers as policy stands: under other rules, where some are given. */
async function look(acme: Company, people: readonly number[], rules?: readonly object[], target: object = {}) {
  const { deps, clock } = acme;
  const keys = await Promise.all(people.map((n) => deps.ledger.links.workerOf(`hr:${n}`)));
  const policy = rules ? { ...companyConfig({ ...wide, ...target }), rules: companyRules(rules) } : deps.policy;
  // what a policy takes waits until it is activated; here it is
  if (rules) await activatePolicy({ ...deps, policy });
  const broken = await converge(
    keys.filter((key) => key !== undefined),
    { ...deps, policy },
    { call: { deadline: clock.now() + 120_000 }, world: acme },
  );
  expect([...broken.values()]).toEqual([]);
  clock.advance(1_000);
}

const companyRules = (rules: readonly object[]) => companyConfig({}, rules).rules.slice(2);

const recordOf = async ({ deps: { ledger } }: Company, n = 1) =>
  (await ledger.workers.load((await ledger.links.workerOf(`hr:${n}`)) ?? ''))?.targets['atlan-prod'];
const accessOf = async (acme: Company, n = 1) => {
  const account = acme.atlan.accounts().find((one) => one.email === email(n));
  return account && { state: account.state, role: account.role, groups: await acme.groupsOf(account.id) };
};
const states = ({ atlan }: Company) => atlan.accounts().map(({ state }) => state);
const openHolds = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(100)).map(({ kind }) => kind);
const decide = async ({ deps, clock }: Company, verdict: 'approved' | 'rejected') => {
  const [hold] = await deps.ledger.holds.listOpen(1);
  await deps.ledger.holds.decide(hold!.id, { verdict, actor: 'Olga', reason: 'she said so', at: clock.now() });
};
const later = async (acme: Company, ms: number) => {
  acme.clock.advance(ms);
  await acme.tick();
};

const AS_IT_WAS = { state: 'active', role: '$member', groups: ['all_staff', 'data_eng'] };

describe('a worker whom HR moved to where no rule gives a role', () => {
  it('is a hold, and their access stays as it is until an operator decides', async () => {
    const acme = await staffed(1);
    await acme.deliver(moves(1, away));
    expect(await accessOf(acme)).toEqual(AS_IT_WAS);
    expect(await recordOf(acme)).toMatchObject({
      state: 'held',
      because: expect.stringContaining('No rule gives a role'),
    });
    expect(await openHolds(acme)).toEqual(['no-role']);
    expect(acme.notices).toContainEqual({ name: 'hold-opened', ids: expect.objectContaining({ kind: 'no-role' }) });
    await later(acme, 24 * HOUR_MS);
    expect(await accessOf(acme)).toEqual(AS_IT_WAS);
  });

  it('keeps it where the person rejects, and loses it like a leaver where the person approves', async () => {
    const acme = await staffed(1);
    await acme.deliver(moves(1, away));
    await decide(acme, 'rejected');
    await later(acme, 2 * HOUR_MS);
    expect(await accessOf(acme)).toEqual(AS_IT_WAS);

    const other = await staffed(1);
    await other.deliver(moves(1, away));
    await decide(other, 'approved');
    await later(other, 2 * HOUR_MS);
    expect(await accessOf(other)).toMatchObject({ state: 'disabled', groups: [] });
    expect(await recordOf(other)).toMatchObject({
      state: 'converged',
      because: 'No rule gives access here: access ended',
    });
    expect(await openHolds(other)).toEqual([]);
  });

  it('loses it at once where the target says so, counted among removals from those who stay', async () => {
    const acme = await staffed(1, { target: ending });
    acme.atlan.putTokens(acme.atlan.accounts()[0]!.id, ['t1']);
    await acme.deliver(moves(1, away));
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled', groups: [] });
    expect(await recordOf(acme)).toMatchObject({
      state: 'converged',
      because: 'No rule gives access here: access ended',
    });
    expect(await openHolds(acme)).toEqual([]);
    const count = (kind: string) => acme.deps.ledger.limits.count('atlan-prod', kind, 0);
    expect([await count('removals'), await count('leavers')]).toEqual([1, 0]);
    expect(acme.notices.map(({ name }) => name)).toContain('leaver-holds-tokens');
    expect(acme.published.map(({ type }) => type)).not.toContain('AccessEnded');
    const chain = await acme.deps.ledger.receipts.chain((await acme.deps.ledger.links.workerOf('hr:1')) ?? '');
    const ended = chain.filter(({ header }) => header.rule === 'no-rule').map(({ header }) => header);
    expect(ended.filter(({ entry }) => entry === 'outcome').map(({ action, verdict }) => [action, verdict])).toEqual([
      ['disable', 'ended'],
      ['remove-from-group', 'ended'],
      ['remove-from-group', 'ended'],
    ]);
  });

  it.each(['hold', 'end'])('is let in again when a rule gives a role again (%s)', async (withoutRole) => {
    const acme = await staffed(1, { target: { withoutRole } });
    await acme.deliver(moves(1, away));
    if (withoutRole === 'hold') {
      await decide(acme, 'approved');
      await later(acme, 2 * HOUR_MS);
    }
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled' });
    await acme.deliver(moves(2, { workerType: 'employee', department: 'Data' }, { sourceKey: 'hr:1' }));
    expect(await accessOf(acme)).toEqual(AS_IT_WAS);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged', because: 'Matches policy' });
  });

  it('is not let in again whom an administrator had disabled', async () => {
    const acme = await staffed(1, { target: ending });
    const [account] = acme.atlan.accounts();
    acme.atlan.put({ ...account!, state: 'disabled', enabled: false });
    await acme.deliver(moves(1, away));
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
    await acme.deliver(moves(2, { workerType: 'employee' }, { sourceKey: 'hr:1' }));
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled' });
  });

  it('has the invitation reduced at once, and is disabled when they accept it', async () => {
    const acme = await company({ target: ending });
    await acme.deliver(joins(1));
    await acme.deliver(moves(1, away));
    expect(await accessOf(acme)).toEqual({ state: 'invited', role: '$guest', groups: [] });
    expect(await recordOf(acme)).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('Pending disable'),
    });
    const worker = await acme.deps.ledger.workers.load((await acme.deps.ledger.links.workerOf('hr:1')) ?? '');
    expect(worker?.due).toMatchObject({ class: 'pending-disable' });
    expect((await acme.deps.ledger.pendingDisables.list('atlan-prod')).pending).toHaveLength(1);
    acme.atlan.accept(email(1));
    await later(acme, 60_000);
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled' });
  });

  it('needs one approval for all steps, from the open invitation to the disabled account', async () => {
    const acme = await company();
    await acme.deliver(joins(1));
    await acme.deliver(moves(1, away));
    expect(await accessOf(acme)).toEqual({ state: 'invited', role: '$member', groups: ['all_staff', 'data_eng'] });
    await decide(acme, 'approved');
    await later(acme, HOUR_MS);
    expect(await accessOf(acme)).toEqual({ state: 'invited', role: '$guest', groups: [] });
    acme.atlan.accept(email(1));
    await later(acme, 60_000);
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled' });
    expect(await openHolds(acme)).toEqual([]);
  });

  it('opens a hold even with nothing to remove yet but the sign-in to come', async () => {
    const acme = await company({
      rules: [
        { name: 'guests', target: 'atlan-prod', when: { attribute: 'jobTitle', equals: 'Guest' }, role: '$guest' },
      ],
    });
    await acme.deliver(joins(1, { workerType: 'contractor', department: 'Sales', jobTitle: 'Guest' }));
    expect(await accessOf(acme)).toEqual({ state: 'invited', role: '$guest', groups: [] });
    await acme.deliver(moves(1, { jobTitle: 'Host' }));
    expect(await openHolds(acme)).toEqual(['no-role']);
    await decide(acme, 'approved');
    await later(acme, HOUR_MS);
    expect(await recordOf(acme)).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('Pending disable'),
    });
  });

  it('keeps memberships that are not ours, and a protected account as it is', async () => {
    const acme = await staffed(1, { target: ending });
    const call = { deadline: Number.MAX_SAFE_INTEGER };
    const theirs = await acme.atlan.createGroup({ alias: 'Theirs' }, call);
    const [account] = acme.atlan.accounts();
    await acme.atlan.addToGroups(account!.id, [theirs.kind === 'done' ? theirs.value.group.id : ''], call);
    await acme.deliver(moves(1, away));
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled', groups: ['theirs'] });

    const guarded = await staffed(1, { target: ending });
    const [own] = guarded.atlan.accounts();
    guarded.atlan.put({ ...own!, username: 'svc-data' });
    const setup = guarded.deps.targets[0]!;
    const settings = { ...setup.settings, protected: { ...setup.settings.protected, globs: ['svc-*'] } };
    Object.assign(setup, { settings });
    await guarded.deliver(moves(1, away));
    expect(await openHolds(guarded)).toEqual(['protected']);
    expect(await accessOf(guarded)).toEqual(AS_IT_WAS);
  });

  it('keeps their access as long as an operator says so', async () => {
    const acme = await staffed(1, { target: ending });
    const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
    const worker = (await acme.deps.ledger.workers.load(key))!;
    const kept = { id: 'o1', kind: 'access_kept', actor: 'olga', reason: 'handover', from: 0 } as const;
    await acme.deps.ledger.workers.commit({ ...worker, overrides: [{ ...kept, until: acme.clock.now() + 1e9 }] });
    await acme.deliver(moves(1, away));
    expect(await accessOf(acme)).toEqual(AS_IT_WAS);
    expect(await openHolds(acme)).toEqual(['no-role']);
  });

  it('changes nothing for one who never had an account', async () => {
    const acme = await company({ target: ending });
    await acme.deliver(joins(1, away));
    expect(acme.atlan.accounts()).toEqual([]);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged', because: 'No rule gives access here' });
    expect(await openHolds(acme)).toEqual([]);
  });
});

/** Takes an event in while the target is away, so that its worker is not checked under the old rules. */
async function hear(acme: Company, event: LifecycleEvent) {
  const now = acme.clock.now();
  const until = { closedAt: now, closedUntil: now + 500 };
  await acme.deps.ledger.gates.close({ target: 'atlan-prod', cause: 'down', because: 'test', ...until });
  await acme.deliver(event);
}

describe('rules under which no worker has a role any more', () => {
  const dataMembers = {
    name: 'data-members',
    target: 'atlan-prod',
    when: { attribute: 'department', equals: 'Data' },
    role: '$member',
  };
  const others = [
    { name: 'others', target: 'atlan-prod', when: { attribute: 'department', equals: 'Legal' }, role: '$member' },
  ];

  it('end no access: fifty holds, whatever the target says', async () => {
    const acme = await staffed(50, { target: { ...ending, requestsPerMinute: 400 } });
    await acme.deliver(...numbers(50).map((n) => moves(n, { jobTitle: 'Analyst' })));
    await look(acme, numbers(50), others);
    acme.clock.advance(24 * HOUR_MS);
    await look(acme, numbers(50), others);
    expect(new Set(states(acme))).toEqual(new Set(['active']));
    expect(await openHolds(acme)).toEqual(Array.from({ length: 50 }, () => 'no-role'));
  });

  it('end no access either of a worker who was moved, long before, to where the old rules gave a role and the new ones do not', async () => {
    const acme = await staffed(1, { target: ending });
    await acme.deliver(moves(1, { department: 'Sales' }));
    expect(await accessOf(acme)).toMatchObject({ state: 'active' });
    await look(acme, [1], [dataMembers]);
    expect(await accessOf(acme)).toMatchObject({ state: 'active' });
    expect(await openHolds(acme)).toEqual(['no-role']);
  });

  it('end no access of a worker whose move was announced under the old ones, when it takes effect', async () => {
    const acme = await staffed(1, { target: ending });
    await acme.deliver(moves(1, { department: 'Sales' }, { phase: 'scheduled', date: '2026-06-01' }));
    await look(acme, [1], [dataMembers]);
    acme.clock.advance(120 * 24 * HOUR_MS);
    await look(acme, [1], [dataMembers]);
    expect(await accessOf(acme)).toMatchObject({ state: 'active' });
    expect(await openHolds(acme)).toEqual(['no-role']);
  });

  it('end no access by later moves that overshadow the one to where the old ones gave a role', async () => {
    const acme = await staffed(1, { target: ending });
    await acme.deliver(moves(1, { department: 'Sales' }));
    await look(acme, [1], [dataMembers]);
    for (const n of numbers(8)) await hear(acme, moves(n + 1, { department: `Team ${n}` }, { sourceKey: 'hr:1' }));
    acme.clock.advance(60_000);
    await look(acme, [1], [dataMembers]);
    expect(await accessOf(acme)).toMatchObject({ state: 'active' });
    expect(await openHolds(acme)).toEqual(['no-role']);
  });

  it('do not keep a later move from ending access', async () => {
    const acme = await staffed(1, { target: ending });
    await look(acme, [1], [dataMembers]);
    await hear(acme, moves(1, { department: 'Sales' }));
    await look(acme, [1], [dataMembers]);
    expect(await accessOf(acme)).toMatchObject({ state: 'disabled' });
  });

  it('open a hold again when they are changed again: an approval is about the rules it was given under', async () => {
    const acme = await staffed(1);
    await look(acme, [1], others);
    await decide(acme, 'rejected');
    await look(acme, [1], [{ ...others[0]!, when: { attribute: 'department', equals: 'Finance' } }]);
    expect(await openHolds(acme)).toEqual(['no-role']);
  });

  it('open a hold again after another move, too', async () => {
    const acme = await staffed(1);
    await acme.deliver(moves(1, away));
    await decide(acme, 'approved');
    await later(acme, 2 * HOUR_MS);
    await acme.deliver(moves(2, { workerType: 'employee', department: 'Data' }, { sourceKey: 'hr:1' }));
    expect(await accessOf(acme)).toEqual(AS_IT_WAS);
    await acme.deliver(moves(3, away, { sourceKey: 'hr:1' }));
    expect(await accessOf(acme)).toEqual(AS_IT_WAS);
    expect(await openHolds(acme)).toEqual(['no-role']);
  });

  it('close their holds once they give a role again', async () => {
    const acme = await staffed(1);
    await look(acme, [1], others);
    expect(await openHolds(acme)).toEqual(['no-role']);
    await look(acme, [1]);
    expect(await openHolds(acme)).toEqual([]);
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
  });
});

describe('a wrong import that moves all workers away', () => {
  it('ends as many as the limit of removals lets go, and holds the others', async () => {
    const acme = await staffed(14, { target: ending });
    await acme.deliver(...numbers(14).map((n) => moves(n, away)));
    expect(states(acme).filter((state) => state === 'disabled')).toHaveLength(5);
    expect(await openHolds(acme)).toEqual(Array.from({ length: 9 }, () => 'removal-limit'));
  });
});

describe('observe mode', () => {
  it.each([
    ['hold', 'no-rule (a person decides)', 'after an operator approves'],
    ['end', 'no-rule', 'changes would be made'],
  ])('writes down what would end, and opens no hold (%s)', async (withoutRole, rule, because) => {
    const acme = await staffed(1, { target: { withoutRole } });
    await acme.deps.ledger.flags.setMode('atlan-prod', 'observe', 'test', acme.clock.now());
    await acme.deliver(moves(1, away));
    expect(await accessOf(acme)).toEqual(AS_IT_WAS);
    expect(await openHolds(acme)).toEqual([]);
    expect(await recordOf(acme)).toMatchObject({ state: 'waiting', because: expect.stringContaining(because) });
    const chain = await acme.deps.ledger.receipts.chain((await acme.deps.ledger.links.workerOf('hr:1')) ?? '');
    const written = chain
      .filter(({ header }) => header.verdict === 'would_apply')
      .map(({ header }) => [header.action, header.rule]);
    expect(written).toEqual([
      ['disable', rule],
      ['remove-from-group', rule],
      ['remove-from-group', rule],
    ]);
  });
});
