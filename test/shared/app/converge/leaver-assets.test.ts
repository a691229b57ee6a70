import { describe, expect, it } from 'vitest';

import type { AssetOwnership } from '../../../../shared/ports/target/asset-ownership.ts';
import type { Target } from '../../../../shared/ports/target/target.ts';
import { type Company, type CompanySettings, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const DAY_MS = 24 * 60 * 60_000;
const boss = { workEmail: 'boss@example.com', workerType: 'employee', department: 'Data' };
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data', managerSourceWorkerId: '9' };
const idOf = ({ atlan }: Company, name: string) =>
  atlan.accounts().find(({ email }) => email === `${name}@example.com`)!.id;
const tables = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(3, '0');
    return { id: `g${number}`, qualifiedName: `default/T${number}` };
  });

/** A leaver who owns tables, with the calls about sign-in and assets in their order. */
async function owner(
  count: number,
  target: CompanySettings['target'],
  {
    ownedBy = (real) => real.assets!.ownedBy,
    handOver = (real) => real.assets!.handOver,
    hasManager = false,
  }: {
    readonly ownedBy?: (real: Target) => AssetOwnership['ownedBy'];
    readonly handOver?: (real: Target) => AssetOwnership['handOver'];
    readonly hasManager?: boolean;
  } = {},
) {
  const calls: string[] = [];
  const acme = await company({
    target,
    between: withTargets((real) => ({
      setEnabled: async (...args) => {
        calls.push('disable');
        return real.setEnabled(...args);
      },
      assets: {
        ...real.assets!,
        ownedBy: async (...args) => {
          calls.push('search');
          return ownedBy(real)(...args);
        },
        handOver: async (...args) => {
          calls.push(`hand over ${args[0].length}`);
          return handOver(real)(...args);
        },
      },
    })),
  });
  if (hasManager) {
    await acme.deliver(lifecycleEvent(9, 'joined', { sourceKey: 'hr:9', attributes: boss }));
    acme.atlan.accept('boss@example.com');
  }
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  acme.atlan.putAssets(idOf(acme, 'ada'), tables(count));
  await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
  const seen = async () => {
    const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
    const worker = await acme.deps.ledger.workers.load(key);
    const record = worker?.targets['atlan-prod'];
    const chain = await acme.deps.ledger.receipts.chain(key);
    const listed = chain.filter(({ header }) => header.action === 'list-assets');
    const given = chain
      .filter(({ header }) => header.action === 'hand-over-assets')
      .map(({ header }) => header.verdict);
    return { record, assets: record?.accounts[0]?.assets, listed, given };
  };
  return { acme, calls, seen };
}

describe('what a leaver owns', () => {
  it('is listed once, after the sign-in has ended, with the first names in a receipt', async () => {
    const { acme, calls, seen } = await owner(150, { leaverAssets: 'report' });
    expect(calls).toEqual(['disable', 'search']);
    const { record, assets, listed } = await seen();
    expect(record).toMatchObject({ state: 'converged', because: 'Access ended' });
    expect(assets).toMatchObject({ count: 150 });
    expect(listed).toHaveLength(1);
    expect(listed[0]?.header).toMatchObject({ entry: 'outcome', verdict: 'ended', rule: 'left' });
    expect(listed[0]?.payload).toEqual({
      count: 150,
      assets: tables(20).map(({ qualifiedName }) => qualifiedName),
    });
    acme.clock.advance(DAY_MS);
    await acme.tick();
    expect(calls).toEqual(['disable', 'search']);
  });

  it('costs no request where the configuration does not ask for it', async () => {
    const { calls, seen } = await owner(3, {});
    expect(calls).toEqual(['disable']);
    expect((await seen()).assets).toBeUndefined();
  });

  it('stops nothing when the target does not list it, and is asked for again within the hour', async () => {
    let isAway = true;
    const { acme, seen } = await owner(
      3,
      { leaverAssets: 'report' },
      {
        ownedBy:
          (real) =>
          async (...args) =>
            isAway ? { kind: 'retryable', because: 'atlan-prod lists nothing' } : real.assets!.ownedBy(...args),
      },
    );
    const before = await seen();
    expect(before.record).toMatchObject({ state: 'converged', overAt: expect.any(Number) });
    expect(before.assets?.count).toBeUndefined();
    isAway = false;
    acme.clock.advance(60 * 60_000);
    await acme.tick();
    const after = await seen();
    expect(after.assets).toMatchObject({ count: 3 });
    expect(after.listed).toHaveLength(1);
  });
});

describe('what a leaver owns, where it is to be handed over', () => {
  const target = { leaverAssets: 'hand-over' };
  const minute = async ({ acme }: { readonly acme: Company }) => {
    acme.clock.advance(60_000);
    await acme.tick(1);
  };
  const open = ({ acme }: { readonly acme: Company }) => acme.deps.ledger.holds.listOpen(10);
  const ownedBy = async ({ acme }: { readonly acme: Company }, name: string) => {
    const account = acme.atlan.accounts().find(({ email }) => email === `${name}@example.com`)!;
    const owned = await acme.atlan.assets!.ownedBy(account, { deadline: Number.MAX_SAFE_INTEGER });
    return owned.kind === 'done' ? owned.value.count : owned;
  };

  it('goes to the manager a hundred at a time, after the sign-in has ended, each time proven a minute later', async () => {
    const there = await owner(150, target, { hasManager: true });
    expect(there.calls).toEqual(['disable', 'search', 'hand over 100']);
    expect(await there.seen()).toMatchObject({
      record: { state: 'waiting', overAt: expect.any(Number), accounts: [{ endedAt: expect.any(Number) }] },
      given: ['intended'],
    });
    expect(there.acme.published.map(({ type }) => type)).toContain('AccessEnded');
    await minute(there);
    await minute(there);
    const { record, assets, listed, given } = await there.seen();
    expect(given).toEqual(['intended', 'ended', 'intended', 'ended']);
    expect(record).toMatchObject({ state: 'converged', because: 'Access ended' });
    expect(assets).toMatchObject({ count: 0 });
    expect(listed).toHaveLength(1);
    expect([await ownedBy(there, 'ada'), await ownedBy(there, 'boss')]).toEqual([0, 150]);
    expect(await open(there)).toEqual([]);
  });

  it('is a hold where there is no manager, though access is over, and goes to the manager who comes', async () => {
    const there = await owner(3, target);
    const [hold] = await open(there);
    expect(hold).toMatchObject({ kind: 'assets', because: expect.stringContaining('HR has not named a manager') });
    expect((await there.seen()).record).toMatchObject({ state: 'held', overAt: expect.any(Number) });
    expect(there.acme.notices.map(({ name }) => name)).not.toContain('leaver-held');
    await there.acme.deliver(lifecycleEvent(9, 'joined', { sourceKey: 'hr:9', attributes: boss }));
    there.acme.atlan.accept('boss@example.com');
    there.acme.clock.advance(60 * 60_000);
    await there.acme.tick(2);
    await minute(there);
    expect([await ownedBy(there, 'ada'), await ownedBy(there, 'boss')]).toEqual([0, 3]);
    expect(await open(there)).toEqual([]);
  });

  it('stays with the leaver where an operator says so', async () => {
    const there = await owner(3, target);
    const [hold] = await open(there);
    const { acme } = there;
    await acme.deps.ledger.holds.decide(hold!.id, {
      verdict: 'approved',
      actor: 'ops',
      reason: 'they are archived',
      at: acme.clock.now(),
    });
    acme.clock.advance(60 * 60_000);
    await acme.tick();
    expect((await there.seen()).record).toMatchObject({ state: 'converged' });
    expect(await ownedBy(there, 'ada')).toBe(3);
  });

  it('is a hold where the target refuses it, and is tried again after a day', async () => {
    const because = 'atlan-prod lets this token change no asset';
    const there = await owner(3, target, {
      hasManager: true,
      handOver: () => async () => ({ kind: 'refused', reason: 'not-allowed', because }),
    });
    expect(await open(there)).toMatchObject([{ kind: 'assets', because: expect.stringContaining('refused') }]);
    there.acme.clock.advance(2 * DAY_MS);
    await there.acme.tick();
    expect(there.calls.filter((call) => call === 'hand over 3')).toHaveLength(2);
  });
});
