import { describe, expect, it } from 'vitest';

import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { operate } from '../../shared/app/operate/operate.ts';
import { type AtlanUnderTest, atlanOnSimulator } from '../support/atlan.ts';
import { type Between, type Company, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { operateOutside } from '../support/operate-outside.ts';

interface Shown {
  readonly email: string;
  readonly state: string;
  readonly workspaceRole: string;
  readonly groups: readonly string[];
}

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });
const left = lifecycleEvent(3, 'left', { date: '2026-03-01' });

/** The whole pipeline in memory, with the real client on a simulator of its own as its only target. */
async function companyOn(atlan: AtlanUnderTest): Promise<Company> {
  const between: Between = {
    begin: () => {},
    isKilled: () => false,
    wrap: (deps) => ({
      ...deps,
      targets: deps.targets.map(({ settings }) => ({
        settings,
        target: atlan.another({ name: 'atlan-prod', clock: deps.clock }),
      })),
    }),
  };
  return company({ between });
}

const people = async (atlan: AtlanUnderTest) => (await atlan.control<{ users: Shown[] }>('GET', 'state')).users;
const invitations = async (atlan: AtlanUnderTest) =>
  (await atlan.control<{ byEndpoint: Record<string, number> }>('GET', 'counters')).byEndpoint[
    'POST /api/service/users'
  ];

async function outcomes({ deps }: Company) {
  const key = await deps.ledger.links.workerOf('hr:1');
  return (await deps.ledger.receipts.chain(key!))
    .filter(({ header }) => header.entry === 'outcome')
    .map(({ header }) => `${header.action} ${header.verdict}`);
}

/** What the bus, the people on call and those who decide were told, each kind once. */
async function told({ published, notices, deps }: Company) {
  return {
    bus: published.map(({ type }) => type),
    notices: [...new Set(notices.map(({ name }) => name))].filter((name) => name !== 'event-decided').toSorted(),
    holds: (await deps.ledger.holds.listOpen(10)).map(({ kind }) => kind),
  };
}

describe('the pipeline on the real client and the simulator', () => {
  it('invites a joiner, moves a mover, ends a leaver, and reads everything back', async () => {
    await using atlan = await atlanOnSimulator();
    const acme = await companyOn(atlan);
    await acme.deliver(joined);
    expect(await people(atlan)).toMatchObject([
      { state: 'invited', workspaceRole: '$member', groups: ['all_staff', 'data_eng'] },
    ]);
    await atlan.control('POST', 'accept', { email: 'ada@example.com' });
    await acme.deliver(moved);
    expect(await people(atlan)).toMatchObject([{ state: 'active', groups: ['all_staff'] }]);
    await acme.deliver(left);
    expect(await people(atlan)).toMatchObject([{ state: 'disabled', groups: [] }]);
    expect(await outcomes(acme)).toEqual([
      'invite verified',
      'add-to-groups verified',
      'remove-from-group verified',
      'disable ended',
      'remove-from-group ended',
    ]);
    expect(await told(acme)).toEqual({ bus: ['InvitationSent', 'AccessEnded'], notices: [], holds: [] });
  });

  it('finds the invitation whose answer was lost, and has one verified receipt for it', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [{ kind: 'lost-response', endpoint: 'POST /api/service/users', times: 1 }],
    });
    const acme = await companyOn(atlan);
    await acme.deliver(joined);
    expect(await people(atlan)).toMatchObject([{ state: 'invited', groups: ['all_staff', 'data_eng'] }]);
    expect(await invitations(atlan)).toBe(1);
    expect((await outcomes(acme)).filter((outcome) => outcome.startsWith('invite'))).toEqual(['invite verified']);
    expect(await told(acme)).toEqual({ bus: ['InvitationSent'], notices: [], holds: [] });
  });

  it('finds it later, when Atlan does not even show it at first', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [
        { kind: 'delayed-visibility', ms: 60_000 },
        { kind: 'lost-response', endpoint: 'POST /api/service/users', times: 1 },
      ],
    });
    const acme = await companyOn(atlan);
    await acme.deliver(joined);
    await atlan.control('POST', 'clock', { advanceMs: 120_000 });
    await atlan.control('DELETE', 'faults');
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(await people(atlan)).toMatchObject([{ state: 'invited', groups: ['all_staff', 'data_eng'] }]);
    expect(await invitations(atlan)).toBe(1);
    expect(await told(acme)).toMatchObject({ bus: ['InvitationSent'], holds: [] });
  });

  it('reduces a leaver who has not accepted, and disables them once they have', async () => {
    await using atlan = await atlanOnSimulator();
    const acme = await companyOn(atlan);
    await acme.deliver(joined);
    await acme.deliver(left);
    expect(await people(atlan)).toMatchObject([{ state: 'invited', workspaceRole: '$guest', groups: [] }]);
    await atlan.control('POST', 'accept', { email: 'ada@example.com' });
    acme.clock.advance(60_000);
    await acme.tick();
    expect(await people(atlan)).toMatchObject([{ state: 'disabled' }]);
    expect(await told(acme)).toEqual({
      bus: ['InvitationSent', 'AccessEnded'],
      notices: ['leaver-not-ended'],
      holds: [],
    });
  });

  it('hands a leaver over where API tokens may not disable, with nothing left but the sign-in', async () => {
    await using atlan = await atlanOnSimulator({ options: { apiTokensMayNotDisable: true } });
    const acme = await companyOn(atlan);
    await acme.deliver(joined);
    await atlan.control('POST', 'accept', { email: 'ada@example.com' });
    await acme.deliver(left);
    expect(await people(atlan)).toMatchObject([{ state: 'active', workspaceRole: '$guest', groups: [] }]);
    expect(await told(acme)).toEqual({
      bus: ['InvitationSent'],
      notices: ['hold-opened', 'leaver-held', 'leaver-not-ended'],
      holds: ['hand-off'],
    });
  });

  it('ends a leaver while single sign-on forbids invitations', async () => {
    await using atlan = await atlanOnSimulator();
    const acme = await companyOn(atlan);
    await acme.deliver(joined);
    await atlan.control('POST', 'accept', { email: 'ada@example.com' });
    await atlan.control('PATCH', 'options', { ssoEnforced: true });
    const bob = lifecycleEvent(9, 'joined', {
      sourceKey: 'hr:9',
      attributes: { ...ada, workEmail: 'bob@example.com' },
    });
    await acme.deliver(bob);
    await acme.deliver(left, { ...bob, id: 'evt_10', kind: 'moved' });
    expect(await people(atlan)).toMatchObject([{ email: 'ada@example.com', state: 'disabled' }]);
    expect(acme.notices.map(({ name }) => name)).toContain('write-forbidden');
  });

  it('ends a worker whom an operator names at once, and an account that belongs to no worker', async () => {
    await using atlan = await atlanOnSimulator();
    const acme = await companyOn(atlan);
    await acme.deliver(joined);
    await atlan.control('POST', 'accept', { email: 'ada@example.com' });
    const target = atlan.another({ name: 'atlan-prod', clock: acme.clock });
    const targets = acme.deps.targets.map(({ settings }) => ({ settings, target }));
    const deps = {
      ...acme.deps,
      targets,
      ...operateOutside(),
      operators: {},
      queue: memoryQueue(),
      observe: memoryObserve(),
    };
    const ask = (input: object) =>
      operate(
        'disable',
        { reason: 'r', ...input },
        { deps, actor: 'ops', call: { deadline: acme.clock.now() + 20_000 } },
      );
    const email = 'eve@example.com';
    const invited = (await target.invite([{ email, role: '$guest' }], atlan.call)).get(email);
    if (invited?.kind !== 'done' || invited.value.how === 'unseen') throw new Error('Eve was not invited');
    const { id: account } = invited.value.account;
    await atlan.control('POST', 'accept', { email });
    expect(await ask({ source: 'hr:1' })).toMatchObject({ value: { targets: [{ result: 'ended' }] } });
    expect(await ask({ target: 'atlan-prod', account })).toMatchObject({
      value: { targets: [{ result: 'ended', accounts: [{ state: 'disabled' }] }] },
    });
    expect((await people(atlan)).map(({ state, groups }) => [state, groups])).toEqual([
      ['disabled', []],
      ['disabled', []],
    ]);
  });

  it('waits through a 429 and goes on by itself', async () => {
    await using atlan = await atlanOnSimulator({
      faults: [{ kind: 'rate-limited', retryAfterSeconds: 600, times: 1 }],
    });
    const acme = await companyOn(atlan);
    await acme.deliver(joined);
    expect(await people(atlan)).toEqual([]);
    acme.clock.advance(700_000);
    await acme.tick();
    expect(await people(atlan)).toMatchObject([{ state: 'invited' }]);
    expect(acme.deadLetters).toEqual([]);
    expect(await told(acme)).toEqual({ bus: ['InvitationSent'], notices: ['gate-closed'], holds: [] });
  });
});
