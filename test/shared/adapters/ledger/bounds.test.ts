import { describe, expect, it } from 'vitest';

import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { rememberCanary } from '../../../../shared/app/operate/doctor/canary/canaries.ts';
import { NO_COUNTERS, slotOf, take } from '../../../../shared/domain/plan/windows.ts';
import type { Override } from '../../../../shared/domain/worker/override.ts';
import {
  type ManagedAccount,
  newWorker,
  type TargetRecord,
  withAddress,
  withRecentEvent,
} from '../../../../shared/domain/worker/worker.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { placeOf } from '../../../support/limits.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

const times = <One>(count: number, make: (n: number) => One): One[] => Array.from({ length: count }, (_, n) => make(n));

function there() {
  const [items, clock] = [memoryItems(), virtualClock()];
  const of = ledger({ items, clock, random: fixedRandom() });
  const sizeOf = async (pk: string, sk: string) => JSON.stringify((await items.get({ pk, sk }))?.body).length;
  return { ...of, clock, items, sizeOf, worker: newWorker('w1', 'salt') };
}

describe('the lists of a worker', () => {
  it('remember the last events and addresses', () => {
    const worker = times(200, String).reduce(
      (known, n) => withAddress(withRecentEvent(known, `evt_${n}`), `a${n}@example.com`),
      newWorker('w1', 's'),
    );
    expect(worker.recentEvents).toHaveLength(50);
    expect(worker.recentEvents.at(-1)).toBe('evt_199');
    expect(worker.addresses).toHaveLength(20);
    expect(worker.addresses.at(-1)).toBe('a199@example.com');
  });

  it('let go of the oldest overrides that are over, and of none in force', async () => {
    const { workers, worker, clock } = there();
    const now = clock.now();
    const override = (n: number): Override => ({
      id: `o${n}`,
      kind: 'access_kept',
      actor: 'ops',
      reason: 'r',
      from: now - 10,
      until: n % 2 ? now + 1_000 : now - 1,
    });
    await workers.commit({ ...worker, overrides: times(300, override) });
    const kept = (await workers.load('w1'))?.overrides ?? [];
    expect(kept.filter(({ until }) => until > now)).toHaveLength(150);
    expect(kept.filter(({ until }) => until <= now)).toHaveLength(0);
    await workers.commit({ ...worker, version: 1, overrides: times(140, override) });
    const fewer = (await workers.load('w1'))?.overrides.map(({ id }) => id) ?? [];
    expect(fewer).toHaveLength(100);
    expect(fewer.at(-2)).toBe('o138');
  });

  it('let go of the oldest accounts whose access is over, and of no other', async () => {
    const { workers, worker } = there();
    const account = (n: number): ManagedAccount => ({
      id: `a${n}`,
      how: 'invited',
      ownedGroups: times(300, (group) => `g${group}`),
      ...(n < 60 && { endedAt: n }),
    });
    const record: TargetRecord = {
      state: 'waiting',
      since: 1,
      because: 'x',
      failures: 0,
      accounts: times(70, account),
      refusals: times(40, (n) => ({ rung: 'disable', at: n, because: 'r' })),
    };
    await workers.commit({ ...worker, targets: { t: record } });
    const kept = (await workers.load('w1'))?.targets['t'];
    expect(kept?.accounts).toHaveLength(50);
    expect(kept?.accounts.filter(({ endedAt }) => endedAt === undefined)).toHaveLength(10);
    expect(kept?.accounts[0]?.id).toBe('a20');
    expect(kept?.accounts[0]?.ownedGroups).toHaveLength(200);
    expect(kept?.refusals.map(({ at }) => at)).toEqual(times(10, (n) => n + 30));
  });
});

describe('the lists of other items', () => {
  it('hold 289 numbers of a limit, and 4,000 ids of two slots: a worker who is let through all the same passes', () => {
    const now = Date.parse('2026-03-02T09:00:00Z');
    const only = (max: number) => [{ ms: 86_400_000, max }];
    const all = times(3_000, (n) => n).reduce((counters, n) => {
      const taken = take(counters, { id: `w${n}`, now: now + n * 60_000, windows: only(9_000) });
      return taken.kind === 'taken' ? taken.after : counters;
    }, NO_COUNTERS);
    expect(all.counts.length).toBeLessThanOrEqual(289);
    const recent = times(4_000, (n) => [String(n).padStart(10, '0'), slotOf(now)] as const);
    const crowded = { counts: [[slotOf(now), 4_000] as const], recent };
    expect(take(crowded, { id: 'one more', now, windows: only(9_000) })).toMatchObject({ kind: 'full' });
    const passed = take(crowded, { id: 'one more', now, windows: only(Number.POSITIVE_INFINITY) });
    expect(passed).toMatchObject({ kind: 'taken', after: { counts: [[slotOf(now), 4_001]] } });
    expect(JSON.stringify(passed).length).toBeLessThan(100 * 1024);
  });

  it('hold twelve counters of a worker’s place', async () => {
    const { limits, clock, items } = there();
    for (const n of times(20, String)) {
      const cohorts = [{ cohort: { by: 'department', value: n }, max: 9 } as const];
      await limits.reserve(placeOf('w1', { now: clock.now(), max: 99, cohorts }));
    }
    const place = await items.get({ pk: 'worker#w1', sk: 'place#atlan-prod#leavers' });
    expect(place?.body).toMatchObject({ slots: { length: 12 } });
  });

  it('hold 4,000 ids of a delivery', async () => {
    const { deliveries, clock, sizeOf } = there();
    const ids = times(20_000, (n) => `evt_${String(n).padStart(40, '0')}`);
    await deliveries.mark('d', ids, clock.now(), clock.now() + 1_000);
    expect(await deliveries.eventsOf('d')).toEqual(ids.slice(0, 4_000));
    expect(await sizeOf('delivery#d', 'delivery')).toBeLessThan(250 * 1024);
  });

  it('hold 50 canaries', async () => {
    const of = there();
    for (let n = 0; n < 120; n++) expect(await rememberCanary('t', `c${n}`, of)).toBe(true);
    expect((await of.checkpoints.load('canaries:t'))?.value.split(' ')).toEqual(times(50, (n) => `c${n + 70}`));
  });
});
