import { describe, expect, it } from 'vitest';

import type { Target } from '../../../../shared/ports/target/target.ts';
import { type CompanySettings, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const DAY_MS = 24 * 60 * 60_000;
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const tables = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(3, '0');
    return { id: `g${number}`, qualifiedName: `default/T${number}` };
  });

/** A leaver who owns tables, with the calls about sign-in and assets in their order. */
async function owner(
  count: number,
  target: CompanySettings['target'],
  ownedBy: (real: Target) => NonNullable<Target['assets']>['ownedBy'] = (real) => real.assets!.ownedBy,
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
        ...real.assets,
        ownedBy: async (...args) => {
          calls.push('search');
          return ownedBy(real)(...args);
        },
      },
    })),
  });
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  acme.atlan.accept('ada@example.com');
  await acme.tick();
  acme.atlan.putAssets(acme.atlan.accounts()[0]!.id, tables(count));
  await acme.deliver(lifecycleEvent(3, 'left', { date: '2026-03-01' }));
  const seen = async () => {
    const key = (await acme.deps.ledger.links.workerOf('hr:1')) ?? '';
    const worker = await acme.deps.ledger.workers.load(key);
    const record = worker?.targets['atlan-prod'];
    const chain = await acme.deps.ledger.receipts.chain(key);
    const listed = chain.filter(({ header }) => header.action === 'list-assets');
    return { record, assets: record?.accounts[0]?.assets, listed };
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
      (real) =>
        async (...args) =>
          isAway ? { kind: 'retryable', because: 'atlan-prod lists nothing' } : real.assets!.ownedBy(...args),
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
