import { describe, expect, it } from 'vitest';

import { recordMessage } from '../../../../shared/app/provision/record-message.ts';
import { encodeMessage } from '../../../../shared/contracts/messages.ts';
import type { Account } from '../../../../shared/domain/account/account.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { done } from '../../../../shared/domain/outcome.ts';
import { type Company, company, withTargets } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const email = (n: number) => `p${n}@example.com`;
const joins = (n: number, more: object = {}) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: 'Sales', ...more },
  });
const leaves = (n: number) => lifecycleEvent(1000 + n, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01' });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const wide = { limits: { grants: { min: 1000 } } };

/** A company of people who have accepted. */
async function staffed(count: number, settings: Parameters<typeof company>[0] = { target: wide }) {
  const acme = await company(settings);
  await acme.deliver(...numbers(count).map((n) => joins(n)));
  for (const n of numbers(count)) acme.atlan.accept(email(n));
  return acme;
}

const disabled = ({ atlan }: Company) => atlan.accounts().filter(({ state }) => state === 'disabled').length;
const openHolds = async ({ deps }: Company) => (await deps.ledger.holds.listOpen(100)).map(({ kind }) => kind);

/** Delivers batches side by side, as several processes would. */
async function deliverTogether(acme: Company, batches: readonly (readonly LifecycleEvent[])[]) {
  const call = { deadline: acme.clock.now() + 120_000 };
  await Promise.all(
    batches.map(async (events) => {
      const keys: string[] = [];
      for (const event of events)
        keys.push(
          await recordMessage(
            { body: encodeMessage({ kind: 'event', event, delivery: 'd' }), group: event.sourceKey },
            acme.deps,
          ),
        );
      expect((await converge(keys, acme.deps, { call, world: acme })).size).toBe(0);
    }),
  );
}

describe('the limits', () => {
  it('let three leavers of a small company go and hold the others, under concurrent batches too', async () => {
    const acme = await staffed(14);
    await deliverTogether(acme, [numbers(7).map(leaves), numbers(7).map((n) => leaves(n + 7))]);
    expect(disabled(acme)).toBe(3);
    expect(await openHolds(acme)).toEqual(Array.from({ length: 11 }, () => 'leaver-limit'));
  });

  it('hold only their own kind: joiners go on', async () => {
    const acme = await staffed(14);
    await acme.deliver(...numbers(14).map(leaves), joins(50));
    expect(acme.atlan.accounts().find((account) => account.email === email(50))).toMatchObject({ state: 'invited' });
  });

  it('never let a held plan go by themselves, and let an approved one go, once and counted', async () => {
    const acme = await staffed(5);
    await acme.deliver(...numbers(5).map(leaves));
    expect(disabled(acme)).toBe(3);
    acme.clock.advance(3 * 3_600_000);
    await acme.tick();
    expect(disabled(acme)).toBe(3);
    const [hold] = await acme.deps.ledger.holds.listOpen(10);
    await acme.deps.ledger.holds.decide(hold!.id, {
      verdict: 'approved',
      actor: 'ops',
      reason: 'it is right',
      at: acme.clock.now(),
    });
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(disabled(acme)).toBe(4);
    expect(await acme.deps.ledger.limits.count('atlan-prod', 'leavers', acme.clock.now() - 3_600_000)).toBe(1);
  });

  it('keep a rejected plan held, with who said so', async () => {
    const acme = await staffed(5);
    await acme.deliver(...numbers(5).map(leaves));
    const [hold] = await acme.deps.ledger.holds.listOpen(10);
    await acme.deps.ledger.holds.decide(hold!.id, {
      verdict: 'rejected',
      actor: 'ops',
      reason: 'bad import',
      at: acme.clock.now(),
    });
    acme.clock.advance(2 * 3_600_000);
    await acme.tick();
    expect(disabled(acme)).toBe(3);
    expect((await acme.deps.ledger.workers.load(hold!.workerKey))?.targets['atlan-prod']).toMatchObject({
      state: 'held',
      because: expect.stringContaining('Rejected by ops'),
    });
  });

  it('let a flood of joiners in by the hour', async () => {
    const acme = await company();
    await acme.deliver(...numbers(30).map((n) => joins(n)));
    expect(acme.atlan.accounts()).toHaveLength(25);
    expect(await openHolds(acme)).toEqual([]);
    acme.clock.advance(65 * 60_000);
    await acme.tick();
    expect(acme.atlan.accounts()).toHaveLength(30);
  });
});

/** Puts working administrators where both the target and the inventory see them. */
async function administrators(acme: Company, count: number) {
  for (const n of numbers(count)) {
    const account: Account = {
      id: `admin${n}`,
      email: email(n),
      state: 'active',
      enabled: true,
      role: '$admin',
      emailVerified: true,
      createdAt: 1,
      lastLoginAt: acme.clock.now(),
    };
    acme.atlan.put(account);
    await acme.deps.ledger.inventory.put({ target: 'atlan-prod', account, version: 1, sweepId: 's', seenAt: 1 });
  }
}

const workingAdministrators = ({ atlan }: Company) =>
  atlan.accounts().filter(({ role, enabled }) => role === '$admin' && enabled).length;
describe('the last administrator', () => {
  it('is never unmade: of two who are changed and leave at once, one stays', async () => {
    const acme = await company({ target: wide });
    await administrators(acme, 2);
    const settle = async () => {
      for (let round = 0; round < 5; round++) {
        acme.clock.advance(3_600_000);
        await acme.tick();
      }
    };
    await deliverTogether(acme, [[joins(0)], [joins(1)]]);
    expect(workingAdministrators(acme)).toBe(1);
    await settle();
    expect(workingAdministrators(acme)).toBe(1);
    await deliverTogether(acme, [[leaves(0)], [leaves(1)]]);
    await settle();
    expect(workingAdministrators(acme)).toBe(1);
    expect(await openHolds(acme)).toContain('last-administrator');
  });

  it('is a hold before the first finished sweep, when no other administrator is known', async () => {
    const acme = await company({ target: wide });
    acme.atlan.put({ id: 'admin', email: email(0), state: 'active', enabled: true, role: '$admin', lastLoginAt: 1 });
    await acme.deliver(joins(0));
    expect(workingAdministrators(acme)).toBe(1);
    expect(await openHolds(acme)).toContain('last-administrator');
  });

  it('may change once another one can be read as working at the moment', async () => {
    const acme = await company({ target: wide });
    await administrators(acme, 2);
    await acme.deliver(joins(0));
    await acme.deliver(leaves(0));
    expect(acme.atlan.accounts().find(({ id }) => id === 'admin0')).toMatchObject({ state: 'disabled' });
    expect(workingAdministrators(acme)).toBe(1);
  });
});

describe('an administrator', () => {
  it('is never made without an operator', async () => {
    const acme = await company({ target: { maxRole: '$admin' } });
    const worker = joins(0);
    await acme.deliver(worker);
    const key = await acme.deps.ledger.links.workerOf('hr:0');
    const stored = await acme.deps.ledger.workers.load(key!);
    const override = {
      id: 'o1',
      kind: 'extra_entitlement',
      entitlement: { target: 'atlan-prod', role: '$admin' },
      actor: 'ops',
      reason: 'r',
      from: 0,
      until: Number.MAX_SAFE_INTEGER,
    } as const;
    await acme.deps.ledger.workers.commit({
      ...stored!,
      overrides: [override],
      due: { at: acme.clock.now(), class: 'rest' },
    });
    await acme.tick();
    expect(await openHolds(acme)).toEqual(['administrator']);
    expect(acme.atlan.accounts()[0]).toMatchObject({ role: '$member' });
  });
});

describe('the budget of requests', () => {
  it('lets all workers wait for the next minute once it is spent, except leavers', async () => {
    const acme = await staffed(5, { target: { ...wide, requestsPerMinute: 30 } });
    acme.clock.advance(60_000 - (acme.clock.now() % 60_000));
    await acme.deps.ledger.budgets.spend('atlan-prod', { share: 'others', requests: 30 }, acme.clock.now());
    await acme.deliver(joins(50), leaves(0));
    expect(acme.atlan.accounts()).toHaveLength(5);
    expect(disabled(acme)).toBe(1);
    acme.clock.advance(60_000);
    await acme.tick();
    expect(acme.atlan.accounts()).toHaveLength(6);
  });
});

describe('an account that came of an invitation', () => {
  it('is claimed by its worker and known to the inventory from its first look', async () => {
    const acme = await staffed(1);
    const [account] = acme.atlan.accounts();
    const key = await acme.deps.ledger.links.workerOf('hr:0');
    expect(await acme.deps.ledger.claims.holderOf('atlan-prod', account!.id)).toBe(key);
    expect((await acme.deps.ledger.inventory.get('atlan-prod', [account!.id])).get(account!.id)).toMatchObject({
      version: 1,
      account: { state: 'invited' },
    });
  });
});

describe('the leaver ladder', () => {
  it('reduces, hands over and alarms where the target allows no disable', async () => {
    const acme = await staffed(1, {
      target: wide,
      between: withTargets(() => ({
        setEnabled: async () => ({
          kind: 'refused',
          reason: 'not-allowed',
          because: 'tokens may not disable',
          status: 403,
        }),
      })),
    });
    await acme.deliver(leaves(0));
    expect(acme.atlan.accounts()[0]).toMatchObject({ state: 'active', role: '$guest' });
    expect(await acme.groupsOf(acme.atlan.accounts()[0]!.id)).toEqual([]);
    expect(await openHolds(acme)).toEqual(['hand-off']);
    expect(acme.notices.map(({ name }) => name)).toContain('leaver-not-ended');
  });

  it('does not believe a yes that does not show: the receipt says unverified, and it is tried again', async () => {
    let isLying = true;
    const acme = await staffed(1, {
      target: wide,
      between: withTargets((target) => ({
        setEnabled: async (...args) => (isLying ? done(undefined) : target.setEnabled(...args)),
      })),
    });
    await acme.deliver(leaves(0));
    const key = await acme.deps.ledger.links.workerOf('hr:0');
    const verdicts = async () =>
      (await acme.deps.ledger.receipts.chain(key!))
        .filter(({ header }) => header.action === 'disable')
        .map(({ header }) => header.verdict);
    expect(await verdicts()).toEqual(['intended', 'unverified']);
    isLying = false;
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect((await verdicts()).at(-1)).toBe('ended');
    expect(disabled(acme)).toBe(1);
  });
});
