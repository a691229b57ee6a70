import { describe, expect, it } from 'vitest';
import { operate } from '../../../../../shared/app/operate/operate.ts';
import type { CommandName } from '../../../../../shared/contracts/operate/registry.ts';
import type { Clock } from '../../../../../shared/ports/clock.ts';
import { atlanOnSimulator } from '../../../../support/atlan.ts';
import { type CompanySettings, withTargets } from '../../../../support/company.ts';
import { converge } from '../../../../support/converge.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane } from '../control-plane.ts';

const ASKER = 'arn:aws:sts::111122223333:assumed-role/operator/olga';
const OTHER = 'arn:aws:sts::111122223333:assumed-role/operator/otto';
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const HOUR_MS = 60 * 60_000;

interface Shown {
  readonly users: readonly { readonly id: string; readonly email: string; readonly state: string }[];
  readonly assets: readonly { readonly name: string; readonly ownerUsers: readonly string[] }[];
  readonly runs: readonly { readonly id: string; readonly phase: string }[];
}

/** A leaver of an Atlan tenant, whose account is disabled; the real client, and an administrator's bearer in the secret. */
async function estate({
  options = {},
  target,
  hasLeft = true,
}: { readonly options?: object; readonly hasLeft?: boolean } & Pick<CompanySettings, 'target'> = {}) {
  const real = await atlanOnSimulator({ options });
  const ofCompany: { clock?: Clock } = {};
  const clock: Clock = { now: () => ofCompany.clock!.now(), sleep: (ms) => ofCompany.clock!.sleep(ms) };
  const client = real.another({ name: 'atlan-prod', clock });
  const put = async (name: string, more: object = {}) =>
    (await real.control<{ id: string }>('POST', 'users', { email: `${name}@example.com`, state: 'active', ...more }))
      .id;
  await put('boss', { role: '$admin' });
  const heir = await put('heir');
  const { token } = await real.control<{ token: string }>('POST', 'sign-in', { email: 'boss@example.com' });
  real.secret.value = { ...real.secret.value, adminToken: token };
  const plane = await controlPlane({ ...(target && { target }), between: withTargets(() => client) });
  const { acme } = plane;
  ofCompany.clock = acme.clock;
  const targets = plane.deps.targets.map(({ settings }) => ({ settings, target: client }));
  const deps = { ...plane.deps, targets };
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  if (target?.['provisionedBy'] !== 'idp')
    await real.control('POST', 'accept', { email: 'ada@example.com', username: 'ada' });
  await acme.tick();
  await real.control('POST', 'assets', { name: 'alone', ownerUsers: ['ada'] });
  await real.control('POST', 'assets', { name: 'shared', ownerUsers: ['ada', 'boss'] });
  if (hasLeft) await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
  const worker = await plane.keyOf(1);
  const state = () => real.control<Shown>('GET', 'state');
  const say = (command: CommandName, input: object, actor = ASKER) =>
    operate(command, input, { deps, actor, call: { deadline: acme.clock.now() + 60_000 } });
  const receipts = async () => {
    const chain = await acme.deps.ledger.receipts.chain(worker);
    return chain.flatMap(({ header, payload }) =>
      header.action === 'remove'
        ? [{ verdict: header.verdict, ...(payload?.['because'] !== undefined && { because: payload['because'] }) }]
        : [],
    );
  };
  return {
    ...plane,
    real,
    put,
    heir,
    worker,
    say,
    receipts,
    ask: (transferTo = heir) => say('worker remove', { target: 'atlan-prod', worker, transferTo, reason: 'r' }),
    open: () => acme.deps.ledger.holds.listOpen(10),
    userOf: async (name: string) => (await state()).users.find(({ email }) => email === `${name}@example.com`),
    owners: async () => (await state()).assets.map(({ name, ownerUsers }) => [name, ...ownerUsers]),
    runs: async () => (await state()).runs,
    record: async () => (await acme.deps.ledger.workers.load(worker))?.targets['atlan-prod'],
    /** As the reminder of an operator's command has it look. */
    provision: () =>
      converge([worker], { ...acme.deps, targets }, { call: { deadline: acme.clock.now() + 120_000 }, world: acme }),
    pass: async (ms: number) => {
      acme.clock.advance(ms);
      await acme.tick(2);
    },
    [Symbol.asyncDispose]: () => real[Symbol.asyncDispose](),
  };
}

type Estate = Awaited<ReturnType<typeof estate>>;

/** Asks, and has another operator approve. */
async function approved(there: Estate): Promise<void> {
  expect(await there.ask()).toMatchObject({ kind: 'done' });
  await there.provision();
  const [hold] = await there.open();
  expect(await there.say('hold approve', { hold: hold!.id, reason: 'r' }, OTHER)).toMatchObject({ kind: 'done' });
  await there.provision();
}

describe('worker remove', () => {
  it('asks, and another operator approves; the account is removed, and what it owned is read back with the other one', async () => {
    await using there = await estate({ options: { removalSeconds: 30 } });
    const before = await there.userOf('ada');
    const answer = await there.ask();
    expect(answer).toMatchObject({ kind: 'done', value: { accountId: before?.id, assets: 2, tokens: { count: 0 } } });
    await there.provision();
    const [hold] = await there.open();
    expect(hold).toMatchObject({ kind: 'removal', asker: 'olga', because: expect.stringContaining(there.heir) });
    expect(hold?.because).toContain('2 assets');
    expect(hold?.because).not.toContain('@');
    expect(await there.say('hold approve', { hold: hold!.id, reason: 'r' })).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('ask another operator'),
    });
    expect(await there.runs()).toEqual([]);

    await there.say('hold approve', { hold: hold!.id, reason: 'r' }, OTHER);
    expect(await there.say('hold show', { hold: hold!.id })).toMatchObject({ value: { unchanged: true } });
    expect(await there.runs()).toEqual([]);
    await there.provision();
    expect(await there.runs()).toMatchObject([{ phase: 'Running' }]);
    expect(await there.record()).toMatchObject({ accounts: [{ removal: { since: expect.any(Number) } }] });
    expect(await there.ask()).toMatchObject({ kind: 'refused', because: expect.stringContaining('already') });
    await there.pass(60_000);
    expect(await there.receipts()).toEqual([{ verdict: 'intended' }]);

    await there.real.control('POST', 'clock', { advanceMs: 30_000 });
    await there.pass(15 * 60_000);
    expect(await there.userOf('ada')).toBeUndefined();
    expect(await there.owners()).toEqual([
      ['alone', 'heir'],
      ['shared', 'boss'],
    ]);
    expect(await there.receipts()).toEqual([{ verdict: 'intended' }, { verdict: 'ended' }]);
    const { accounts, state } = (await there.record())!;
    expect([state, accounts[0]?.removal, await there.open()]).toEqual(['converged', undefined, []]);
    expect(await there.runs()).toHaveLength(1);
  });

  it('is never sent again after its answer was lost', async () => {
    await using there = await estate({ options: { removalSeconds: 30 } });
    await there.real.control('PUT', 'faults', [
      { kind: 'lost-response', endpoint: 'POST /api/service/workflows', times: 1 },
    ]);
    await approved(there);
    await there.pass(HOUR_MS / 2);
    const { byEndpoint } = await there.real.control<{ byEndpoint: Record<string, number> }>('GET', 'counters');
    expect(byEndpoint['POST /api/service/workflows']).toBe(1);
    expect(await there.receipts()).toEqual([{ verdict: 'intended' }]);
  });

  it('is over and reported where the request never arrived, and is not sent again', async () => {
    await using there = await estate();
    await there.real.control('PUT', 'faults', [{ kind: 'dropped', endpoint: 'POST /api/service/workflows', times: 1 }]);
    await approved(there);
    await there.pass(HOUR_MS / 2);
    expect(await there.receipts()).toEqual([{ verdict: 'intended' }]);
    await there.pass(HOUR_MS);
    expect((await there.receipts())[1]).toMatchObject({ verdict: 'unverified' });
    expect([(await there.userOf('ada'))?.state, await there.runs()]).toEqual(['disabled', []]);
  });

  it('goes on where the worker comes back meanwhile, who is invited anew once the account is gone', async () => {
    await using there = await estate({ options: { removalSeconds: 30 } });
    await approved(there);
    await there.acme.deliver(lifecycleEvent(5, 'rehired', { date: '2026-03-02', attributes: ada }));
    expect((await there.userOf('ada'))?.state).toBe('disabled');
    expect((await there.record())?.because).toContain('is removing the account');
    await there.real.control('POST', 'clock', { advanceMs: 30_000 });
    await there.pass(15 * 60_000);
    expect((await there.userOf('ada'))?.state).toBe('invited');
    expect(await there.open()).toEqual([]);
    expect((await there.receipts()).map(({ verdict }) => verdict)).toEqual(['intended', 'ended']);
  });

  it.each([
    ['the target says that it failed', { removalWorkflow: 'fails' }, 'not_done', 'failed'],
    ['the target has no such workflow any more', { removalWorkflow: 'gone' }, 'refused', 'workflows.delete-user'],
  ])('is over and reported where %s', async (_, options, verdict, because) => {
    await using there = await estate({ options });
    await approved(there);
    await there.pass(2 * HOUR_MS);
    expect(await there.receipts()).toEqual([
      { verdict: 'intended' },
      { verdict, because: expect.stringContaining(because) },
    ]);
    expect(there.acme.notices.map(({ name }) => name)).toContain('removal-failed');
    expect((await there.record())?.accounts[0]?.removal).toBeUndefined();
    expect((await there.userOf('ada'))?.state).toBe('disabled');
  });

  it('is forgotten where the worker comes back first, and the hold says why it closed', async () => {
    await using there = await estate();
    await there.ask();
    await there.provision();
    const [hold] = await there.open();
    await there.acme.deliver(lifecycleEvent(5, 'rehired', { date: '2026-03-02', attributes: ada }));
    expect(await there.open()).toEqual([]);
    const { closed } = (await there.acme.deps.ledger.holds.get(hold!.id))!;
    expect(closed?.because).toContain('No longer held');
    expect((await there.userOf('ada'))?.state).toBe('active');
    expect((await there.record())?.accounts[0]?.removal).toBeUndefined();
  });

  it('is not asked about again after a rejection', async () => {
    await using there = await estate();
    await there.ask();
    await there.provision();
    const [hold] = await there.open();
    await there.say('hold reject', { hold: hold!.id, reason: 'r' });
    await there.provision();
    expect((await there.record())?.accounts[0]?.removal).toBeUndefined();
    expect([await there.open(), await there.runs()]).toEqual([[], []]);
  });

  it('removes nothing once the other account cannot sign in, whatever was approved', async () => {
    await using there = await estate();
    await there.ask();
    await there.provision();
    const [hold] = await there.open();
    await there.real.control('POST', `users/${there.heir}`, { enabled: false });
    await there.say('hold approve', { hold: hold!.id, reason: 'r' }, OTHER);
    await there.provision();
    expect(await there.runs()).toEqual([]);
    expect((await there.acme.deps.ledger.holds.get(hold!.id))?.closed?.because).toContain('cannot sign in');
  });

  it.each<[string, string, Parameters<typeof estate>[0]]>([
    ['goes on', 'has not ended', { hasLeft: false }],
    ['is owned by the identity provider', 'identity provider', { target: { provisionedBy: 'idp' } }],
  ])('is refused where the access or account %s', async (_, because, settings) => {
    await using there = await estate(settings);
    const answer = await there.ask();
    expect(answer).toMatchObject({ kind: 'refused', because: expect.stringContaining(because) });
  });

  it('is refused where the target would not, or something else would go with it', async () => {
    await using there = await estate();
    const because = async (transferTo?: string) => {
      const answer = await there.ask(transferTo);
      return answer.kind === 'refused' ? answer.because : answer;
    };
    const account = await there.userOf('ada');
    expect(await because(account!.id)).toContain('cannot go to itself');
    expect(await because('nosuch')).toContain('no such account');
    expect(await because(await there.put('gone', { state: 'disabled' }))).toContain('cannot sign in');
    await there.real.control('POST', `users/${account!.id}`, { enabled: true });
    expect(await because()).toContain('can still sign in');
    await there.real.control('POST', `users/${account!.id}`, { enabled: false, workspaceRole: '$admin' });
    expect(await because()).toContain('is an administrator');
    await there.real.control('POST', `users/${account!.id}`, { workspaceRole: '$guest' });
    const { adminToken: _, ...rest } = there.real.secret.value;
    there.real.secret.value = rest;
    expect(await because()).toContain('adminToken');
  });

  it('is refused while an API token with which this system works is among what the account made', async () => {
    await using there = await estate({ hasLeft: false });
    await there.real.control('POST', `users/${(await there.userOf('ada'))!.id}`, { workspaceRole: '$admin' });
    const { token } = await there.real.control<{ token: string }>('POST', 'sign-in', { email: 'ada@example.com' });
    const made = await there.real
      .mint(token)
      .mint(
        { displayName: 'ours', description: '', validitySeconds: 86_400, personaQualifiedNames: [] },
        there.real.call,
      );
    if (made.kind !== 'done') throw new Error('no token was made');
    there.real.secret.value = { ...there.real.secret.value, token: made.value.secret };
    await there.real.control('POST', `users/${(await there.userOf('ada'))!.id}`, { workspaceRole: '$member' });
    await there.acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
    const answer = await there.ask();
    expect(answer).toMatchObject({ kind: 'refused', because: expect.stringContaining('this system works with') });
  });
});
