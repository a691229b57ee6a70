import { describe, expect, it } from 'vitest';

import { settle } from '../../../simulation/scenarios.ts';
import { type Company, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });

const present = {
  id: 'u1',
  email: 'ada@example.com',
  state: 'active',
  enabled: true,
  role: '$member',
  emailVerified: true,
  lastLoginAt: 1,
  createdAt: 1,
} as const;

const workerOf = async ({ deps }: Company, sourceKey: string) => {
  const key = await deps.ledger.links.workerOf(sourceKey);
  return deps.ledger.workers.load(key!);
};

describe('an account that another worker has', () => {
  it('is not taken over by the worker who has its address now: a person must find out whose it is', async () => {
    const acme = await company({ target: { adopt: 'exact-email' } });
    acme.atlan.put(present);
    await acme.deliver(joined);
    await acme.deliver(
      lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { workEmail: 'ada2@example.com' } }),
    );
    await acme.deliver(lifecycleEvent(3, 'joined', { attributes: ada, sourceKey: 'hr:2' }));
    await settle(acme);
    const [one, two] = [await workerOf(acme, 'hr:1'), await workerOf(acme, 'hr:2')];
    expect(one?.key).not.toBe(two?.key);
    const [hold] = await acme.deps.ledger.holds.listOpen(10);
    expect(hold).toMatchObject({ kind: 'identity', workerKey: two?.key, because: expect.stringContaining(one!.key) });
    expect(two?.targets['atlan-prod']).toMatchObject({ state: 'held', holdId: hold?.id, accounts: [] });
    expect(await acme.deps.ledger.claims.holderOf('atlan-prod', 'u1')).toBe(one?.key);
    expect(acme.notices.map(({ name }) => name)).toContain('account-claimed-by-another');
  });
});

describe('the question whose an account is that another worker has', () => {
  async function asked() {
    const acme = await company({ target: { adopt: 'exact-email' } });
    acme.atlan.put(present);
    await acme.deliver(joined);
    const moved = { date: '2026-03-02', attributes: { workEmail: 'ada2@example.com' } };
    await acme.deliver(lifecycleEvent(2, 'moved', moved));
    await acme.deliver(lifecycleEvent(3, 'joined', { attributes: ada, sourceKey: 'hr:2' }));
    await acme.tick();
    const [hold] = await acme.deps.ledger.holds.listOpen(10);
    const days = async (count: number) => {
      for (let day = 0; day < count; day++) {
        acme.clock.advance(86_400_000);
        await acme.tick(3);
      }
    };
    return { acme, hold: hold!, days, holds: () => acme.deps.ledger.holds.listOpen(10) };
  }

  it('is asked once, and not again after an operator has answered', async () => {
    const { acme, hold, days, holds } = await asked();
    await days(2);
    expect(await holds()).toMatchObject([{ id: hold.id, since: hold.since }]);
    const answer = { verdict: 'rejected', actor: 'sam', reason: 'two people', at: acme.clock.now() } as const;
    await acme.deps.ledger.holds.decide(hold.id, answer);
    await days(2);
    expect(await holds()).toEqual([]);
    const two = await workerOf(acme, 'hr:2');
    expect(two?.targets['atlan-prod']).toMatchObject({
      state: 'held',
      because: expect.stringMatching(/^sam has answered/),
    });
  });

  it('closes once HR sends an address of their own', async () => {
    const { acme, days, holds } = await asked();
    const own = { sourceKey: 'hr:2', date: '2026-03-02', attributes: { ...ada, workEmail: 'own@example.com' } };
    await acme.deliver(lifecycleEvent(4, 'moved', own));
    await days(1);
    expect(await holds()).toEqual([]);
    expect(acme.atlan.accounts().map(({ email }) => email)).toContain('own@example.com');
  });
});

describe('the first write to an account', () => {
  it('comes after the claim of its worker, whoever made the account', async () => {
    const unclaimed: string[] = [];
    let acme: Company | undefined;
    const check = async (write: string, accountId: string) => {
      if ((await acme?.deps.ledger.claims.holderOf('atlan-prod', accountId)) === undefined) unclaimed.push(write);
    };
    const between = withTargets((target) => ({
      setRole: async (...args) => {
        await check('set-role', args[0]);
        return target.setRole(...args);
      },
      setEnabled: async (...args) => {
        await check('set-enabled', args[0]);
        return target.setEnabled(...args);
      },
      addToGroups: async (...args) => {
        await check('add-to-groups', args[0]);
        return target.addToGroups(...args);
      },
      removeFromGroup: async (...args) => {
        await Promise.all(args[1].map((accountId) => check('remove-from-group', accountId)));
        return target.removeFromGroup(...args);
      },
    }));
    acme = await company({ target: { adopt: 'exact-email' }, between });
    acme.atlan.put({ ...present, role: '$guest' });
    await acme.deliver(
      joined,
      lifecycleEvent(2, 'joined', { attributes: { ...ada, workEmail: 'bob@example.com' }, sourceKey: 'hr:2' }),
    );
    await acme.deliver(lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }));
    await acme.deliver(lifecycleEvent(4, 'left', { date: '2026-03-01' }));
    expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }, { state: 'invited' }]);
    expect(unclaimed).toEqual([]);
  });
});
