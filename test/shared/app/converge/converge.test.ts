import { describe, expect, it } from 'vitest';

import { brokenAt } from '../../../../shared/domain/receipt.ts';
import { interference } from '../../../simulation/interference.ts';
import { type Company, company } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });
const left = lifecycleEvent(3, 'left', { date: '2026-03-01' });

/** The one account there is, with its groups. */
async function account(acme: Company) {
  const [only, ...others] = acme.atlan.accounts();
  expect(others).toEqual([]);
  return only && { ...only, groups: await acme.groupsOf(only.id) };
}

async function receipts({ deps }: Company) {
  const key = await deps.ledger.links.workerOf('hr:1');
  const chain = await deps.ledger.receipts.chain(key!);
  const worker = await deps.ledger.workers.load(key!);
  expect(brokenAt(chain, worker?.salt)).toBeUndefined();
  return chain
    .filter(({ header }) => header.entry === 'outcome')
    .map(({ header }) => `${header.action} ${header.verdict}`);
}

async function record({ deps }: Company) {
  const key = await deps.ledger.links.workerOf('hr:1');
  return (await deps.ledger.workers.load(key!))?.targets['atlan-prod'];
}

describe('a joiner', () => {
  it('is invited, given role and groups, and every step is read back', async () => {
    const acme = await company();
    await acme.deliver(joined);
    expect(await account(acme)).toMatchObject({
      email: 'ada@example.com',
      state: 'invited',
      role: '$member',
      groups: ['all_staff', 'data_eng'],
    });
    expect(await receipts(acme)).toEqual(['invite verified', 'add-to-groups verified']);
    expect(await record(acme)).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('not been accepted'),
    });
    expect(acme.published.map(({ type }) => type)).toEqual(['InvitationSent']);
  });

  it('is converged once the invitation is accepted', async () => {
    const acme = await company();
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(await record(acme)).toMatchObject({ state: 'converged' });
  });

  it('waits until the first day', async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada, date: '2026-03-09' }));
    expect(await account(acme)).toBeUndefined();
    acme.clock.advance(7 * 86_400_000);
    await acme.tick();
    expect(await account(acme)).toMatchObject({ state: 'invited' });
  });

  it('takes an existing account over by its exact e-mail, and owns only what policy gives', async () => {
    const acme = await company();
    acme.atlan.put({
      id: 'u1',
      email: 'ada@example.com',
      state: 'active',
      enabled: true,
      role: '$member',
      lastLoginAt: 1,
    });
    await acme.deliver(joined);
    expect(await account(acme)).toMatchObject({ id: 'u1', groups: ['all_staff', 'data_eng'] });
    expect(await receipts(acme)).toEqual(['adopt verified', 'add-to-groups verified']);
  });

  it('leaves an existing account alone where adopt is never', async () => {
    const acme = await company({ target: { adopt: 'never' } });
    acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$guest' });
    await acme.deliver(joined);
    expect(await account(acme)).toMatchObject({ role: '$guest', groups: [] });
    expect(await record(acme)).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('not managed by this system'),
    });
  });

  it('is never invited to an address outside the allowed domains', async () => {
    const acme = await company();
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...ada, workEmail: 'ada@elsewhere.example.org' } }));
    expect(await account(acme)).toBeUndefined();
    expect(await record(acme)).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('allowedEmailDomains'),
    });
  });

  it('is one worker under two source keys with one e-mail and one name', async () => {
    const acme = await company();
    const attributes = { ...ada, displayName: 'Ada' };
    await acme.deliver({ ...joined, attributes });
    await acme.deliver(lifecycleEvent(4, 'joined', { sourceKey: 'payroll:9', attributes }));
    expect(await acme.deps.ledger.links.workerOf('payroll:9')).toBe(await acme.deps.ledger.links.workerOf('hr:1'));
    expect(await account(acme)).toMatchObject({ state: 'invited' });
  });
});

describe('a rule that asks for today', () => {
  it('is asked again when the day of the worker is over, with nothing said by HR', async () => {
    const rule = {
      name: 'soon',
      target: 'atlan-prod',
      when: { date: 'today', from: '2026-03-04' },
      groups: ['Data Eng'],
    };
    const acme = await company({ rules: [rule] });
    await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...ada, department: 'Sales' } }));
    acme.atlan.accept('ada@example.com');
    expect(await account(acme)).toMatchObject({ groups: ['all_staff'] });
    for (let day = 0; day < 2; day++) {
      acme.clock.advance(86_400_000);
      await acme.tick();
    }
    expect(await account(acme)).toMatchObject({ groups: ['all_staff', 'data_eng'] });
  });
});

describe('a mover', () => {
  it('loses only the groups that are ours and no rule gives any more', async () => {
    const acme = await company();
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    const { id } = (await account(acme))!;
    const theirs = await acme.atlan.createGroup({ alias: 'Book Club' }, { deadline: Number.MAX_SAFE_INTEGER });
    if (theirs.kind !== 'done') throw new Error('no group');
    await acme.atlan.addToGroups(id, [theirs.value.group.id], { deadline: Number.MAX_SAFE_INTEGER });
    await acme.deliver(moved);
    expect(await account(acme)).toMatchObject({ groups: ['all_staff', 'book_club'] });
    expect(await receipts(acme)).toContain('remove-from-group verified');
  });
});

describe('a leaver', () => {
  it('is disabled first, then leaves every group, and the end is read back', async () => {
    const acme = await company();
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(left);
    expect(await account(acme)).toMatchObject({ state: 'disabled', groups: [] });
    expect((await receipts(acme)).slice(2)).toEqual([
      'disable ended',
      'remove-from-group ended',
      'remove-from-group ended',
    ]);
    expect(await record(acme)).toMatchObject({ state: 'converged', because: 'Access ended' });
    expect(acme.published.map(({ type }) => type)).toEqual(['InvitationSent', 'AccessEnded']);
  });

  it('who has not accepted is reduced at once, and disabled on the first check after acceptance', async () => {
    const acme = await company();
    await acme.deliver(joined);
    await acme.deliver(left);
    expect(await account(acme)).toMatchObject({ state: 'invited', role: '$guest', groups: [] });
    expect(await record(acme)).toMatchObject({ state: 'waiting', because: expect.stringContaining('Pending disable') });
    acme.atlan.accept('ada@example.com');
    acme.clock.advance(60_000);
    await acme.tick();
    expect(await account(acme)).toMatchObject({ state: 'disabled' });
    expect(await record(acme)).toMatchObject({ state: 'converged' });
  });

  it('keeps access until the last day of work is over', async () => {
    const acme = await company();
    await acme.deliver(joined, lifecycleEvent(3, 'left', { date: '2026-03-05', phase: 'scheduled' }));
    acme.atlan.accept('ada@example.com');
    acme.clock.advance(3 * 86_400_000);
    await acme.tick();
    expect(await account(acme)).toMatchObject({ state: 'active' });
    acme.clock.advance(86_400_000);
    await acme.tick();
    expect(await account(acme)).toMatchObject({ state: 'disabled' });
  });

  it('ends for good when the end was announced, cancelled and announced again', async () => {
    const acme = await company();
    const date = '2026-03-01';
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(
      lifecycleEvent(3, 'left', { date, phase: 'scheduled' }),
      lifecycleEvent(4, 'left', { date, phase: 'cancelled' }),
      lifecycleEvent(5, 'left', { date }),
    );
    expect(await account(acme)).toMatchObject({ state: 'disabled' });
  });

  it('with an account that is not ours is a hold, never silence', async () => {
    const acme = await company({ target: { adopt: 'never' } });
    acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
    await acme.deliver(joined, left);
    expect(await account(acme)).toMatchObject({ state: 'active' });
    expect(await record(acme)).toMatchObject({ state: 'held' });
    expect(await acme.deps.ledger.holds.listOpen(10)).toMatchObject([{ kind: 'unmanaged-leaver' }]);
  });

  it('whose account is protected is a hold', async () => {
    const acme = await company({ target: { protected: { globs: ['ada@*'] } } });
    acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
    await acme.deliver(joined, left);
    expect(await account(acme)).toMatchObject({ state: 'active', groups: [] });
    expect(await record(acme)).toMatchObject({ state: 'held' });
  });

  it('who made API tokens is reported once, when access ends', async () => {
    const acme = await company();
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    acme.atlan.putTokens(acme.atlan.accounts()[0]!.id, ['t1', 't2']);
    await acme.deliver(left);
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(acme.notices.filter(({ name }) => name === 'leaver-holds-tokens')).toMatchObject([{ ids: { tokens: 2 } }]);
  });

  it('is reported five minutes after it was due, whatever they wait for, and not before', async () => {
    const acme = await company({ target: { adopt: 'never' } });
    acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
    await acme.deliver(joined);
    const immediate = { date: '2026-12-31', boundary: 'end_of_day', timeZone: 'UTC', immediate: true } as const;
    await acme.deliver(lifecycleEvent(3, 'left', { effective: immediate, occurredAt: acme.clock.now() }));
    const told = () => acme.notices.filter(({ name }) => name === 'leaver-not-ended').length;
    expect(await record(acme)).toMatchObject({ state: 'held' });
    acme.clock.advance(4 * 60_000);
    await acme.tick();
    expect(told()).toBe(0);
    acme.clock.advance(60_000);
    await acme.tick();
    expect(told()).toBe(1);
  });

  it('is reported at every check while it is unknown whether access is over, also while the target is away', async () => {
    const acme = await company();
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deps.ledger.gates.close({
      target: 'atlan-prod',
      cause: 'down',
      because: 'away',
      closedAt: 0,
      closedUntil: acme.clock.now() + 600_000,
    });
    await acme.deliver(left);
    expect(acme.notices.filter(({ name }) => name === 'leaver-not-ended')).toHaveLength(1);
    acme.clock.advance(601_000);
    await acme.tick();
    expect(await account(acme)).toMatchObject({ state: 'disabled' });
  });

  it('comes back: is enabled again and given groups again', async () => {
    const acme = await company();
    await acme.deliver(joined);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(left);
    await acme.deliver(lifecycleEvent(6, 'rehired', { date: '2026-03-02' }));
    expect(await account(acme)).toMatchObject({ state: 'active', groups: ['all_staff', 'data_eng'] });
  });
});

describe('modes', () => {
  it('observe writes nothing to the target and writes the plan down once', async () => {
    const acme = await company({ mode: 'observe' });
    await acme.deliver(joined);
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(await account(acme)).toBeUndefined();
    expect(await receipts(acme)).toEqual(['invite would_apply', 'add-to-groups would_apply']);
    expect(await record(acme)).toMatchObject({ state: 'waiting', because: expect.stringContaining('observe') });
  });

  it('never takes what observe mode only wrote down for something of ours, however its process ended', async () => {
    const calls = interference();
    await (await company({ mode: 'observe', between: calls })).deliver(joined);
    const commit = calls.calls.lastIndexOf('ledger.workers.commit') + 1;
    let acme: Company | undefined;
    const between = interference({ call: commit, mishap: 'killed before' }, async (call) => {
      if (call === commit)
        acme?.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$guest' });
    });
    acme = await company({ mode: 'observe', between, target: { adopt: 'never' } });
    await acme.deliver(joined);
    await acme.deps.ledger.flags.setMode('atlan-prod', 'enforce', 'ops', 0);
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(await receipts(acme)).toContain('invite would_apply');
    expect(await account(acme)).toMatchObject({ role: '$guest', groups: [] });
  });

  it('observe holds no worker back: it shows what would be done for all of them', async () => {
    const acme = await company({ mode: 'observe' });
    const many = Array.from({ length: 40 }, (_, n) =>
      lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes: { ...ada, workEmail: `p${n}@example.com` } }),
    );
    await acme.deliver(...many);
    expect(await acme.deps.ledger.holds.listOpen(10)).toEqual([]);
    const workers = await Promise.all(
      many.map(async ({ sourceKey }) =>
        acme.deps.ledger.workers.load((await acme.deps.ledger.links.workerOf(sourceKey))!),
      ),
    );
    expect(workers.every((worker) => worker?.targets['atlan-prod']?.observedPlan)).toBe(true);
  });

  it('pilot writes whom its condition names for certain, and observes the others', async () => {
    const acme = await company({ mode: 'pilot', target: { pilot: { attribute: 'department', equals: 'Data' } } });
    const bob = lifecycleEvent(2, 'joined', {
      sourceKey: 'hr:2',
      attributes: { ...ada, workEmail: 'bob@example.com', department: 'Sales' },
    });
    await acme.deliver(joined, bob);
    expect(acme.atlan.accounts().map(({ email }) => email)).toEqual(['ada@example.com']);
  });

  it('sends nothing at all while all writes are off, and goes on afterwards', async () => {
    const acme = await company();
    await acme.deps.ledger.flags.pause({ what: 'writes', actor: 'ops', reason: 'an incident', at: 0 });
    await acme.deliver(joined);
    expect(await account(acme)).toBeUndefined();
    await acme.deps.ledger.flags.resume({ what: 'writes', actor: 'ops', reason: 'it is over', at: 0 });
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(await account(acme)).toMatchObject({ state: 'invited' });
  });
});
