import { describe, expect, it } from 'vitest';

import { memoryTarget } from '../../../../../shared/adapters/memory/memory-target.ts';
import type { Account } from '../../../../../shared/domain/account/account.ts';
import { RetryableError } from '../../../../../shared/domain/failure.ts';
import { brokenAt } from '../../../../../shared/domain/receipt.ts';
import { withTargets } from '../../../../support/company.ts';
import { dueNow } from '../../../../support/due-now.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { placeOf } from '../../../../support/limits.ts';
import { type ControlPlane, type ControlPlaneSettings, controlPlane, OPERATOR } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const rehired = lifecycleEvent(5, 'rehired', { date: '2026-03-02', attributes: ada });
const about = { source: 'hr:1', reason: 'a stolen laptop' };
const stranger: Account = {
  id: 'u9',
  email: 'eve@example.com',
  state: 'active',
  enabled: true,
  role: '$member',
  lastLoginAt: 1,
};

/** Ada has joined and accepted. */
async function employed(settings: ControlPlaneSettings = {}) {
  const plane = await controlPlane(settings);
  await plane.acme.deliver(joined);
  plane.acme.atlan.accept('ada@example.com');
  await plane.acme.deliver(lifecycleEvent(2, 'moved', { attributes: { department: 'Data' } }));
  return plane;
}

const states = ({ acme }: ControlPlane) => acme.atlan.accounts().map(({ state }) => state);
const later = async ({ acme }: ControlPlane, rounds = 3) => {
  for (let round = 0; round < rounds; round++) {
    acme.clock.advance(3_600_000);
    await acme.tick();
  }
};

describe('disable', () => {
  it('ends access at once, reads it back, and says so of each target', async () => {
    const plane = await employed();
    const answer = await plane.tell('disable', about);
    expect(answer).toMatchObject({
      workerKey: await plane.keyOf(1),
      targets: [{ target: 'atlan-prod', mode: 'enforce', result: 'ended', accounts: [{ state: 'disabled' }] }],
    });
    const [account] = plane.acme.atlan.accounts();
    expect(account).toMatchObject({ state: 'disabled' });
    expect(await plane.acme.groupsOf(account!.id)).toEqual([]);
  });

  it('keeps who said so and why, and receipts in the worker’s own chain', async () => {
    const plane = await employed();
    const { overrideId } = await plane.tell('disable', about);
    const worker = await plane.deps.ledger.workers.load(await plane.keyOf(1));
    expect(worker?.overrides).toMatchObject([{ id: overrideId, actor: OPERATOR, reason: 'a stolen laptop' }]);
    const chain = await plane.deps.ledger.receipts.chain(await plane.keyOf(1));
    expect(chain.filter(({ header }) => header.action === 'disable')).toMatchObject([
      { header: { entry: 'intent', rule: `override ${overrideId}` } },
      { header: { entry: 'outcome', verdict: 'ended' } },
    ]);
    expect(brokenAt(chain, worker?.salt)).toBeUndefined();
  });

  it('lets nothing HR says give access back until it is lifted, and then what HR says counts', async () => {
    const plane = await employed();
    const { overrideId } = await plane.tell('disable', about);
    await plane.acme.deliver(rehired, lifecycleEvent(6, 'joined', { sourceKey: 'hr:2', attributes: ada }));
    await later(plane);
    expect(states(plane)).toEqual(['disabled']);
    await plane.tell('override lift', { override: overrideId, reason: 'found' });
    await plane.provision();
    expect(states(plane)).toEqual(['active']);
  });

  it('asked twice is one override, and acts again', async () => {
    const plane = await employed();
    const first = await plane.tell('disable', about);
    const [account] = plane.acme.atlan.accounts();
    plane.acme.atlan.put({ ...account!, state: 'active', enabled: true });
    const second = await plane.tell('disable', { ...about, reason: 'again' });
    expect(second.overrideId).toBe(first.overrideId);
    expect(second.targets).toMatchObject([{ result: 'ended' }]);
    expect(states(plane)).toEqual(['disabled']);
    const worker = await plane.deps.ledger.workers.load(await plane.keyOf(1));
    expect(worker?.overrides).toHaveLength(1);
  });

  it('works while the queue takes nothing, and what others should hear is told by the tick', async () => {
    const plane = await employed();
    const queue = { send: () => Promise.reject(new RetryableError('the queue did not answer')) };
    Object.assign(plane.deps, { queue });
    expect(await plane.tell('disable', about)).toMatchObject({ targets: [{ result: 'ended' }] });
    expect(plane.observe.lines.map(({ event }) => event)).toContain('reconcile-not-sent');
    expect(plane.acme.published.map(({ type }) => type)).not.toContain('AccessEnded');
    plane.acme.clock.advance(70_000);
    await plane.acme.tick();
    expect(plane.acme.published.filter(({ type }) => type === 'AccessEnded')).toHaveLength(1);
    expect(await dueNow(plane.acme)).toEqual([]);
  });

  it.each(['observe', 'pilot'] as const)('is done in %s mode too, for the mode guards automation', async (mode) => {
    const plane = await employed();
    await plane.deps.ledger.flags.setMode('atlan-prod', mode, 'test', 0);
    const { targets } = await plane.tell('disable', about);
    expect(targets).toMatchObject([{ mode, result: 'ended' }]);
    expect(targets[0]?.note?.includes('observe mode') ?? false).toBe(mode === 'observe');
    expect(states(plane)).toEqual(['disabled']);
  });

  it('adopts the account of a worker who was only observed', async () => {
    const plane = await controlPlane({ mode: 'observe' });
    plane.acme.atlan.put({ ...stranger, email: 'ada@example.com' });
    await plane.acme.deliver(joined);
    expect(await plane.tell('disable', about)).toMatchObject({
      targets: [{ result: 'ended', accounts: [{ id: 'u9' }] }],
    });
    expect(states(plane)).toEqual(['disabled']);
  });

  it('is held by no limit, and counted', async () => {
    const plane = await employed({ target: { limits: { leavers: { min: 1, percent: 1 } } } });
    for (const workerKey of ['a', 'b'])
      await plane.deps.ledger.limits.reserve(placeOf(workerKey, { max: 5, now: plane.acme.clock.now() }));
    expect(await plane.tell('disable', about)).toMatchObject({ targets: [{ result: 'ended' }] });
    expect(await plane.deps.ledger.limits.count('atlan-prod', 'leavers', 0)).toBe(3);
  });

  it('says pending of an invitee, and disables them once they accept, in observe mode too', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(joined);
    await plane.deps.ledger.flags.setMode('atlan-prod', 'observe', 'test', 0);
    expect(await plane.tell('disable', about)).toMatchObject({
      targets: [{ result: 'pending', accounts: [{ state: 'invited' }], lookAt: expect.any(String) }],
    });
    plane.acme.atlan.accept('ada@example.com');
    await later(plane, 1);
    expect(states(plane)).toEqual(['disabled']);
  });

  it('says reduced where the target refuses to disable, with the hold for a person', async () => {
    const plane = await employed();
    const refused = async () =>
      ({ kind: 'refused', reason: 'not-allowed', because: 'the identity provider owns it' }) as const;
    const { targets } = withTargets(() => ({ setEnabled: refused })).wrap(plane.acme.deps);
    Object.assign(plane.deps, { targets });
    expect(await plane.tell('disable', about)).toMatchObject({
      targets: [{ result: 'reduced', holdId: expect.stringMatching(/^hold_/) }],
    });
    expect(plane.acme.atlan.accounts()).toMatchObject([{ role: '$guest' }]);
    expect(plane.observe.counts['HoldOpened']).toBe(1);
  });

  it.each([
    ['does not answer', async () => ({ kind: 'wait', cause: 'down', because: 'it is down' }) as const],
    ['has no secret', () => Promise.reject(new RetryableError('no secret'))],
  ])('says unreachable of a target that %s, and it is done when it can be', async (_case, findByIds) => {
    const plane = await employed();
    const { targets } = withTargets(() => ({ findByIds })).wrap(plane.acme.deps);
    Object.assign(plane.deps, { targets });
    expect(await plane.tell('disable', about)).toMatchObject({ targets: [{ result: 'unreachable' }] });
    expect(states(plane)).toEqual(['active']);
    await later(plane, 1);
    expect(states(plane)).toEqual(['disabled']);
  });

  it('is heard before HR has spoken of anything but a link', async () => {
    const plane = await controlPlane();
    await plane.deps.ledger.links.link('hr:1', 'w-announced');
    await plane.tell('disable', about);
    await plane.acme.deliver(joined);
    await later(plane);
    expect(plane.acme.atlan.accounts()).toEqual([]);
  });

  it('asks a closed target whose requests of this minute are used up, too', async () => {
    const plane = await employed();
    const now = plane.acme.clock.now();
    const gate = { target: 'atlan-prod', cause: 'rate-limited', because: 'Too many', closedAt: now } as const;
    await plane.deps.ledger.gates.close({ ...gate, closedUntil: now + 300_000 });
    for (const share of ['leavers', 'others'] as const)
      await plane.deps.ledger.budgets.spend('atlan-prod', { share, requests: 10_000 }, now);
    expect(await plane.tell('disable', about)).toMatchObject({ targets: [{ result: 'ended' }] });
    expect(await plane.deps.ledger.gates.read('atlan-prod')).toBeUndefined();
  });

  it('says ended once no account can sign in, although clean-up remains', async () => {
    const plane = await employed();
    const down = async () => ({ kind: 'retryable', because: 'no answer' }) as const;
    const { targets } = withTargets(() => ({ removeFromGroup: down })).wrap(plane.acme.deps);
    Object.assign(plane.deps, { targets });
    expect(await plane.tell('disable', about)).toMatchObject({
      targets: [
        { result: 'ended', because: 'no answer', accounts: [{ state: 'disabled' }], lookAt: expect.any(String) },
      ],
    });
  });

  it('is done on every other target while one is in trouble', async () => {
    const plane = await employed();
    const { clock, random } = plane.acme.deps;
    const sandbox = memoryTarget({ name: 'atlan-sandbox', clock, random });
    sandbox.put({ ...stranger, email: 'ada@example.com' });
    const [setup] = plane.acme.deps.targets;
    const broken = { ...sandbox, identity: () => Promise.reject(new RetryableError('no secret')) };
    const withSandbox = (target: typeof sandbox) =>
      Object.assign(plane.deps, { targets: [{ ...setup!, target }, setup!] });
    withSandbox(broken);
    const results = async () =>
      (await plane.tell('disable', about)).targets.map(({ target, result }) => [target, result]);
    expect(await results()).toEqual([
      ['atlan-sandbox', 'unreachable'],
      ['atlan-prod', 'ended'],
    ]);
    expect(plane.observe.lines).toContainEqual(expect.objectContaining({ event: 'target-broken' }));
    withSandbox(sandbox);
    expect(await results()).toEqual([
      ['atlan-sandbox', 'ended'],
      ['atlan-prod', 'ended'],
    ]);
    expect(sandbox.accounts()).toMatchObject([{ state: 'disabled' }]);
  });

  it('outlasts an end of access that was stated for a while', async () => {
    const plane = await employed();
    const worker = await plane.deps.ledger.workers.load(await plane.keyOf(1));
    const from = plane.acme.clock.now();
    const override = { id: 'o1', kind: 'access_ended', actor: 'ops', reason: 'a leave', from } as const;
    await plane.deps.ledger.workers.commit({ ...worker!, overrides: [{ ...override, until: from + 60_000 }] });
    expect((await plane.tell('disable', about)).overrideId).not.toBe('o1');
    await later(plane);
    expect(states(plane)).toEqual(['disabled']);
  });

  it('rings like any other leaver while it is not done', async () => {
    const plane = await employed();
    const down = async () => ({ kind: 'wait', cause: 'down', because: 'it is down' }) as const;
    const { targets } = withTargets(() => ({ findByIds: down })).wrap(plane.acme.deps);
    Object.assign(plane.deps, { targets });
    Object.assign(plane.acme.deps, { targets });
    await plane.tell('disable', about);
    await later(plane, 1);
    expect(plane.acme.notices).toContainEqual({
      name: 'leaver-not-ended',
      ids: { target: 'atlan-prod', workerKey: await plane.keyOf(1), ms: expect.any(Number) },
    });
  });

  it('names no person in what it logs', async () => {
    const plane = await employed();
    await plane.tell('disable', { email: 'ada@example.com', reason: 'Ada lost her laptop' });
    expect(JSON.stringify(plane.observe.lines)).not.toMatch(/ada|example\.com|laptop/i);
  });
});

describe('whom disable means', () => {
  it('is not a worker who had the e-mail before and has another now', async () => {
    const plane = await employed();
    await plane.acme.deliver(lifecycleEvent(3, 'moved', { attributes: { workEmail: 'ada2@example.com' } }));
    expect(await plane.ask('disable', { email: 'ada@example.com', reason: 'r' })).toMatchObject({ error: 'conflict' });
    expect(states(plane)).toEqual(['active']);
    await plane.tell('disable', { email: 'Ada2@example.com', reason: 'r' });
    expect(states(plane)).toEqual(['disabled']);
  });

  it('is a person: an account that a user of the target made again for them ends too', async () => {
    const plane = await employed();
    plane.acme.atlan.remove(plane.acme.atlan.accounts()[0]!.id);
    plane.acme.atlan.put({ ...stranger, email: 'ada@example.com' });
    const { targets } = await plane.tell('disable', about);
    expect(targets).toMatchObject([
      { result: 'ended', accounts: [{ state: 'absent' }, { id: 'u9', state: 'disabled' }] },
    ]);
  });

  it('is never an unknown person', async () => {
    const { ask } = await controlPlane();
    expect(await ask('disable', about)).toMatchObject({ error: 'not-found' });
  });
});

describe('what holds a disable', () => {
  it('is protection, unless the operator overrules it', async () => {
    const plane = await employed({ target: { protected: { emails: [] } } });
    const [setup] = plane.acme.deps.targets;
    const emails = ['ada@example.com'];
    const settings = { ...setup!.settings, protected: { ids: [], globs: [], emails } };
    Object.assign(plane.deps, { targets: [{ ...setup, settings }] });
    expect(await plane.tell('disable', about)).toMatchObject({
      targets: [
        { result: 'refused', because: expect.stringContaining('protected'), lookAt: '2026-03-02T09:05:02.000Z' },
      ],
    });
    expect(plane.observe.counts['ProtectedOverruled']).toBeUndefined();
    expect(await plane.tell('disable', { ...about, evenProtected: true })).toMatchObject({
      targets: [{ result: 'ended' }],
    });
    expect(plane.observe.counts['ProtectedOverruled']).toBe(1);
  });

  it('is never overruled for the account by which we act', async () => {
    const plane = await controlPlane();
    plane.acme.atlan.put({ ...stranger, id: 'atlan-prod-credential' });
    const input = { account: 'atlan-prod-credential', target: 'atlan-prod', reason: 'r', evenProtected: true };
    expect(await plane.tell('disable', input)).toMatchObject({ targets: [{ result: 'refused' }] });
    expect(states(plane)).toEqual(['active']);
  });

  it.each([
    { what: 'writes', reason: 'r' },
    { what: 'target', target: 'atlan-prod', reason: 'r' },
    { what: 'removals', reason: 'r' },
  ])('is a switch that is off ($what), unless the operator overrules it', async (off) => {
    const plane = await employed();
    await plane.tell('pause', off);
    expect(await plane.tell('disable', about)).toMatchObject({
      targets: [{ result: 'refused', because: expect.stringMatching(/switched off/) }],
    });
    expect(states(plane)).toEqual(['active']);
    expect(await plane.tell('disable', { ...about, despiteSwitch: true })).toMatchObject({
      targets: [{ result: 'ended' }],
    });
    expect(plane.observe.counts['SwitchOverruled']).toBe(1);
  });

  it('is the last administrator', async () => {
    const plane = await employed();
    const [account] = plane.acme.atlan.accounts();
    plane.acme.atlan.put({ ...account!, role: '$admin' });
    expect(await plane.tell('disable', about)).toMatchObject({
      targets: [{ result: 'refused', holdId: expect.stringMatching(/^hold_/) }],
    });
  });

  it('is an account that is not ours where adopting is off, until it is named', async () => {
    const plane = await controlPlane({ target: { adopt: 'never' } });
    plane.acme.atlan.put({ ...stranger, email: 'ada@example.com' });
    await plane.acme.deliver(joined);
    const { targets, workerKey } = await plane.tell('disable', about);
    expect(targets).toMatchObject([{ result: 'refused', accounts: [{ id: 'u9', state: 'active' }] }]);
    const named = await plane.tell('disable', { account: 'u9', target: 'atlan-prod', reason: 'r' });
    expect(named).toMatchObject({ workerKey, targets: [{ result: 'ended' }] });
  });

  it('is such an account also when theirs is gone', async () => {
    const plane = await employed({ target: { adopt: 'never' } });
    plane.acme.atlan.remove(plane.acme.atlan.accounts()[0]!.id);
    plane.acme.atlan.put({ ...stranger, email: 'ada@example.com' });
    const { targets } = await plane.tell('disable', about);
    expect(targets).toMatchObject([{ result: 'refused', accounts: [{ state: 'absent' }, { id: 'u9' }] }]);
  });
});

describe('disable of an account by its id', () => {
  const named = { account: 'u9', target: 'atlan-prod', reason: 'the owner is not known' };

  it('ends the access of the worker who holds it', async () => {
    const plane = await employed();
    const [account] = plane.acme.atlan.accounts();
    const answer = await plane.tell('disable', { ...named, account: account!.id });
    expect(answer).toMatchObject({ workerKey: await plane.keyOf(1), targets: [{ result: 'ended' }] });
  });

  it('ends one that belongs to no worker, with receipts and an override of its own', async () => {
    const plane = await controlPlane();
    plane.acme.atlan.put(stranger);
    const { workerKey, overrideId, targets } = await plane.tell('disable', named);
    expect(targets).toMatchObject([{ result: 'ended', accounts: [{ id: 'u9', state: 'disabled' }] }]);
    expect(await plane.tell('disable', named)).toMatchObject({ workerKey, overrideId });
    const chain = await plane.deps.ledger.receipts.chain(workerKey);
    expect(chain.map(({ header }) => [header.action, header.verdict])).toEqual([
      ['disable', 'intended'],
      ['disable', 'ended'],
    ]);
  });

  it('is about the worker whom HR announces later with its e-mail', async () => {
    const plane = await controlPlane();
    plane.acme.atlan.put(stranger);
    const { workerKey, overrideId } = await plane.tell('disable', named);
    await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...ada, workEmail: 'Eve@example.com' } }));
    await later(plane);
    expect(await plane.keyOf(1)).toBe(workerKey);
    expect(states(plane)).toEqual(['disabled']);
    await plane.tell('override lift', { override: overrideId, reason: 'it is Eve’s' });
    await plane.provision();
    expect(states(plane)).toEqual(['active']);
  });

  it('is about that worker also once it was lifted', async () => {
    const plane = await controlPlane();
    plane.acme.atlan.put(stranger);
    const { workerKey, overrideId } = await plane.tell('disable', named);
    await plane.tell('override lift', { override: overrideId, reason: 'a mistake' });
    await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: { ...ada, workEmail: 'eve@example.com' } }));
    expect(await plane.keyOf(1)).toBe(workerKey);
    expect(states(plane)).toEqual(['active']);
  });

  it('asks a target whose gate is closed, and opens the gate when it answers', async () => {
    const plane = await controlPlane();
    plane.acme.atlan.put(stranger);
    const now = plane.acme.clock.now();
    const gate = { target: 'atlan-prod', cause: 'down', because: 'It is down', closedAt: now } as const;
    await plane.deps.ledger.gates.close({ ...gate, closedUntil: now + 60_000 });
    expect(await plane.tell('disable', named)).toMatchObject({ targets: [{ result: 'ended' }] });
    expect(await plane.deps.ledger.gates.read('atlan-prod')).toBeUndefined();
    expect(await plane.ask('disable', { ...named, account: 'u8' })).toMatchObject({ error: 'not-found' });
  });

  it('is done later where the closed target still does not answer', async () => {
    const plane = await controlPlane();
    plane.acme.atlan.put(stranger);
    const now = plane.acme.clock.now();
    const gate = { target: 'atlan-prod', cause: 'down', because: 'It is down', closedAt: now } as const;
    await plane.deps.ledger.gates.close({ ...gate, closedUntil: now + 30_000 });
    const away = async () => ({ kind: 'wait', cause: 'down', because: 'It is still down' }) as const;
    const { targets } = withTargets(() => ({ findByIds: away })).wrap(plane.acme.deps);
    Object.assign(plane.deps, { targets });
    expect(await plane.tell('disable', named)).toMatchObject({
      targets: [{ result: 'unreachable', because: 'It is still down', lookAt: '2026-03-02T09:01:00.000Z' }],
    });
    expect(await plane.deps.ledger.gates.read('atlan-prod')).toMatchObject({
      because: 'It is still down',
      closedUntil: now + 60_000,
    });
    await later(plane, 1);
    expect(states(plane)).toEqual(['disabled']);
  });

  it('needs no target that answers, nor one whose secret is there', async () => {
    const plane = await controlPlane();
    plane.acme.atlan.put(stranger);
    const findByIds = () => Promise.reject(new RetryableError('no secret'));
    const { targets } = withTargets(() => ({ findByIds })).wrap(plane.acme.deps);
    Object.assign(plane.deps, { targets });
    expect(await plane.tell('disable', named)).toMatchObject({ targets: [{ result: 'unreachable' }] });
    await later(plane, 1);
    expect(states(plane)).toEqual(['disabled']);
  });

  it('leaves a worker alone who had its e-mail before and has another now', async () => {
    const plane = await employed();
    await plane.acme.deliver(lifecycleEvent(3, 'moved', { attributes: { workEmail: 'ada2@example.com' } }));
    plane.acme.atlan.put({ ...stranger, email: 'ada@example.com' });
    const { workerKey } = await plane.tell('disable', named);
    expect(workerKey).not.toBe(await plane.keyOf(1));
  });

  it('knows what is not there, and leaves what is protected', async () => {
    const plane = await controlPlane({ target: { protected: { ids: ['u9'] } } });
    plane.acme.atlan.put(stranger);
    expect(await plane.ask('disable', { ...named, account: 'u8' })).toMatchObject({ error: 'not-found' });
    expect(await plane.ask('disable', { ...named, target: 'elsewhere' })).toMatchObject({ error: 'not-found' });
    expect(await plane.ask('disable', named)).toMatchObject({ error: 'conflict' });
    expect(states(plane)).toEqual(['active']);
    expect(await plane.tell('disable', { ...named, evenProtected: true })).toMatchObject({
      targets: [{ result: 'ended' }],
    });
  });
});

describe('what disable is asked', () => {
  const WHOM =
    'input must name the worker or account in one way: worker, source, connection with sourceWorkerId, email, or account with target';

  it.each([
    [{ reason: 'r' }, WHOM],
    [{ email: 'a@b.c', worker: 'w', reason: 'r' }, WHOM],
    [{ account: 'u9', reason: 'r' }, WHOM],
    [{ email: 'a@b.c', target: 'atlan-prod', reason: 'r' }, WHOM],
    [{ account: 'u9', target: 'atlan-prod', email: 'a@b.c', reason: 'r' }, WHOM],
    [{ email: 'a@b.c' }, 'reason must be text'],
    [{ email: 'a@b.c', reason: 'r', evenProtected: 'yes' }, 'evenProtected must be true or false'],
  ])('is refused in one sentence when it is %o', async (input, because) => {
    const { ask } = await controlPlane();
    expect(await ask('disable', input)).toMatchObject({ error: 'invalid-input', because });
  });
});
