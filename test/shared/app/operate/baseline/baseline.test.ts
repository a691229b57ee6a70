import { describe, expect, it } from 'vitest';

import { memoryEvidence } from '../../../../../shared/adapters/memory/memory-evidence.ts';
import { memoryObserve } from '../../../../../shared/adapters/memory/memory-observe.ts';
import { sweep } from '../../../../../shared/app/poll/sweep/sweep.ts';
import type { Account } from '../../../../../shared/domain/account/account.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const HOUR = 60 * 60_000;
const email = (n: number) => `p${n}@example.com`;
const joins = (n: number, more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: 'Sales' },
    ...more,
  });
const account = (id: string, address: string, more: Partial<Account> = {}): Account => ({
  id,
  email: address,
  username: address,
  state: 'active',
  enabled: true,
  emailVerified: true,
  role: '$member',
  ...more,
});

const sweepNow = async ({ acme, deps }: ControlPlane) => {
  acme.clock.advance(10 * 60_000);
  const polling = { ...deps, bus: acme.deps.bus, evidence: memoryEvidence(), observe: memoryObserve() };
  for (const setup of deps.targets) await sweep(setup, polling, acme.clock.now() + 60_000);
};

/** A tenant with accounts, met by a company of two: 1 has an account there, 2 has none; c9 is of no worker, b0 is protected. */
async function populated(settings: Parameters<typeof controlPlane>[0] = {}) {
  const plane = await controlPlane({
    mode: 'observe',
    target: { protected: { emails: ['break-glass@example.com'] } },
    ...settings,
  });
  for (const one of [
    account('a1', email(1), { role: '$guest' }),
    account('b0', 'break-glass@example.com', { role: '$admin' }),
    account('c9', 'zoe@example.com'),
  ])
    plane.acme.atlan.put(one);
  await plane.acme.deliver(joins(1), joins(2));
  await sweepNow(plane);
  return plane;
}

/** Everything that a target shows. */
const shown = ({ acme }: ControlPlane) => JSON.stringify(acme.atlan.accounts());
const adoptions = ({ acme }: ControlPlane) =>
  acme.published.flatMap(({ type, accountId }) => (type === 'AccountAdopted' ? [accountId] : []));
const review = (plane: ControlPlane) => plane.tell('baseline review', { target: 'atlan-prod' });
const apply = async (plane: ControlPlane, more: object = {}) => {
  const { digest } = await review(plane);
  return plane.tell('baseline apply', { target: 'atlan-prod', digest, reason: 'agreed', go: true, ...more });
};

describe('baseline review', () => {
  it('says of every account whose it is, of whom has none, and what policy would do besides', async () => {
    const plane = await populated();
    const [one, two] = [await plane.keyOf(1), await plane.keyOf(2)];
    const { rows, accounts, toAdopt, mode, totals } = await review(plane);
    expect({ accounts, toAdopt, mode }).toEqual({ accounts: 3, toAdopt: 1, mode: 'observe' });
    expect(totals.byState).toEqual({ managed: 1, protected: 1, orphan: 1, missing: 1 });
    expect(rows).toMatchObject([
      {
        state: 'managed',
        account: 'a1',
        workerKey: one,
        isNew: true,
        would: ['set-role $member (members)', 'add-to-groups All Staff (members)'],
      },
      { state: 'protected', account: 'b0', would: [] },
      { state: 'orphan', account: 'c9', email: 'zoe@example.com', would: [] },
      {
        state: 'missing',
        workerKey: two,
        would: ['invite $member (members)', 'add-to-groups All Staff (members)'],
      },
    ]);
  });

  it('writes nothing, to the target or to a worker', async () => {
    const plane = await populated();
    const before = [shown(plane), await plane.deps.ledger.workers.load(await plane.keyOf(1))];
    await review(plane);
    expect([shown(plane), await plane.deps.ledger.workers.load(await plane.keyOf(1))]).toEqual(before);
  });
});

describe('baseline apply', () => {
  it('says how many it would take over, and changes nothing without go', async () => {
    const plane = await populated();
    expect(await apply(plane, { go: false })).toMatchObject({ adopted: 0, left: 1, isDryRun: true });
    expect((await review(plane)).toAdopt).toBe(1);
  });

  it('takes exactly the listed accounts over and writes nothing to the target', async () => {
    const plane = await populated();
    const before = shown(plane);
    const { digest } = await review(plane);
    expect(await apply(plane)).toEqual({
      target: 'atlan-prod',
      digest,
      adopted: 1,
      left: 0,
      changed: [],
      isDryRun: false,
    });
    await plane.acme.tick();
    expect(shown(plane)).toBe(before);
    const worker = await plane.deps.ledger.workers.load(await plane.keyOf(1));
    expect(worker?.targets['atlan-prod']?.accounts).toMatchObject([{ id: 'a1', how: 'adopted' }]);
    expect(await plane.deps.ledger.claims.holderOf('atlan-prod', 'a1')).toBe(worker?.key);
    expect(adoptions(plane)).toEqual(['a1']);
  });

  it('leaves the list as it was: its digest, and what policy would do besides', async () => {
    const plane = await populated();
    const before = await review(plane);
    await apply(plane);
    await plane.acme.tick();
    const after = await review(plane);
    expect(after).toMatchObject({ digest: before.digest, toAdopt: 0 });
    expect(after.rows.map(({ would }) => would)).toEqual(before.rows.map(({ would }) => would));
  });

  it('writes the adoption to the worker’s receipts, and who agreed to those of the target', async () => {
    const plane = await populated();
    const { digest } = await apply(plane);
    const { receipts } = plane.deps.ledger;
    const adopted = (await receipts.chain(await plane.keyOf(1))).filter(({ header }) => header.verdict === 'verified');
    expect(adopted.map(({ header }) => header)).toMatchObject([
      { action: 'adopt', accountId: 'a1', rule: `baseline ${digest}` },
    ]);
    expect(
      (await receipts.chain('rules of atlan-prod')).map(({ header, payload }) => [header.action, payload]),
    ).toEqual([
      ['apply-baseline', { digest, actor: expect.stringContaining('operator'), reason: 'agreed' }],
      ['apply-baseline', { digest, actor: expect.stringContaining('operator'), reason: 'agreed' }],
    ]);
  });

  it('does in the mode enforce what the list said, for the account that it took over', async () => {
    const plane = await populated();
    await apply(plane);
    await plane.tell('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'agreed' });
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts().find(({ id }) => id === 'a1')).toMatchObject({ role: '$member' });
    expect(await plane.acme.groupsOf('a1')).toEqual(['all_staff']);
  });

  it('refuses a list that is no longer right', async () => {
    const plane = await populated();
    const { digest } = await review(plane);
    plane.acme.atlan.put(account('d7', 'new@example.com'));
    await sweepNow(plane);
    const answer = await plane.ask('baseline apply', { target: 'atlan-prod', digest, reason: 'agreed', go: true });
    expect(answer).toMatchObject({
      kind: 'refused',
      error: 'conflict',
      because: expect.stringContaining('4 accounts'),
    });
    expect(adoptions(plane)).toEqual([]);
  });

  it.each(['pilot', 'enforce'] as const)('refuses a target in the mode %s', async (mode) => {
    const plane = await populated();
    const { digest } = await review(plane);
    await plane.tell('mode', { target: 'atlan-prod', mode, reason: 'agreed' });
    const answer = await plane.ask('baseline apply', { target: 'atlan-prod', digest, reason: 'agreed', go: true });
    expect(answer).toMatchObject({ kind: 'refused', error: 'conflict', because: expect.stringContaining(mode) });
  });

  it.each<[string, (plane: ControlPlane) => unknown, string]>([
    ['is disabled', ({ acme }) => acme.atlan.put(account('a1', email(1), { enabled: false })), 'disabled'],
    ['has another address', ({ acme }) => acme.atlan.put(account('a1', 'x@example.com')), 'address'],
    ['is gone', ({ acme }) => acme.atlan.remove('a1'), 'gone'],
  ])('leaves an account alone that %s by now, and says so', async (_what, change, because) => {
    const plane = await populated();
    change(plane);
    const worker = await plane.keyOf(1);
    expect(await apply(plane)).toMatchObject({
      adopted: 0,
      left: 1,
      changed: [{ account: 'a1', workerKey: worker, because: expect.stringContaining(because) }],
    });
    expect(await plane.deps.ledger.claims.holderOf('atlan-prod', 'a1')).toBeUndefined();
  });

  it('leaves an account alone whose worker leaves before it is taken over', async () => {
    const plane = await populated();
    const { digest } = await review(plane);
    await plane.acme.deliver(lifecycleEvent(9, 'left', { sourceKey: 'hr:1' }));
    plane.acme.clock.advance(HOUR);
    const answer = await plane.ask('baseline apply', { target: 'atlan-prod', digest, reason: 'agreed', go: true });
    expect(answer).toMatchObject({ kind: 'refused', error: 'conflict' });
  });
});
