import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import type { Target } from '../../shared/ports/target/target.ts';
import { polling } from '../shared/app/poll/polling.ts';
import { lifecycleEvent } from '../support/events.ts';
import { restorableItems } from '../support/restorable-items.ts';

const TARGET = 'atlan-prod';
const HOUR_MS = 3_600_000;
const attributes = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes });
const bobJoined = lifecycleEvent(2, 'joined', {
  sourceKey: 'hr:2',
  attributes: { ...attributes, workEmail: 'bob@example.com' },
});
const left = lifecycleEvent(4, 'left', { date: '2026-03-01' });
const rehired = lifecycleEvent(6, 'rehired', { date: '2026-03-02' });

/** A company on a table that can be lost, with every write to its target counted. */
async function acme() {
  const table = restorableItems();
  const company = await polling({ items: table.items });
  const { atlan, clock, deps } = company;
  const invited: string[] = [];
  const original = { ...atlan };
  const enabled: string[] = [];
  const counting: Partial<Target> = {
    invite: (invitations, call) => {
      invited.push(...invitations.map(({ email }) => email));
      return original.invite(invitations, call);
    },
    setEnabled: (id, isEnabled, call) => {
      if (isEnabled) enabled.push(id);
      return original.setEnabled(id, isEnabled, call);
    },
  };
  Object.assign(atlan, counting);
  const account = (email: string) => atlan.accounts().find((one) => one.email === email);
  const workerOf = async (sourceKey: string) => {
    const key = await deps.ledger.links.workerOf(sourceKey);
    return key === undefined ? undefined : deps.ledger.workers.load(key);
  };
  return {
    ...company,
    ...table,
    invited,
    enabled,
    account,
    workerOf,
    enforce: () => deps.ledger.flags.setMode(TARGET, 'enforce', 'ops', clock.now()),
    /** Some hours, with a check of the workers who are due. */
    hours: async (hours = 3) => {
      for (let hour = 0; hour < hours; hour++) {
        clock.advance(HOUR_MS);
        await company.tick();
      }
    },
    says: (...events: readonly LifecycleEvent[]) => company.deliver(...events),
  };
}

describe('an empty ledger', () => {
  it('takes all accounts in as the baseline, and reports no differences', async () => {
    const company = await acme();
    await company.says(joined, bobJoined);
    company.atlan.accept('ada@example.com');
    await company.sweep();
    await company.restore([]);
    const before = company.raw.length;
    await company.sweep();
    await company.sweep();
    expect(company.raw.slice(before).map(({ type, detail }) => [type, detail])).toEqual([
      ['InventoryTaken', { count: 2 }],
    ]);
    expect(await company.inventory()).toHaveLength(2);
  });

  it('begins in observe: what HR says again is written down, and nothing leaves', async () => {
    const company = await acme();
    await company.says(joined, bobJoined);
    await company.restore([]);
    const before = structuredClone(company.atlan.accounts());
    await company.says(joined, bobJoined, left);
    await company.hours();
    expect(company.atlan.accounts()).toEqual(before);
    expect(company.invited).toHaveLength(2);
  });

  it('takes over the accounts and invitations that are there once it may write, and invites no person twice', async () => {
    const company = await acme();
    await company.says(joined, bobJoined);
    company.atlan.accept('ada@example.com');
    await company.restore([]);
    await company.says(joined, bobJoined);
    await company.enforce();
    await company.hours();
    expect(company.invited.toSorted()).toEqual(['ada@example.com', 'bob@example.com']);
    const announced = company.published.map(({ type }) => type).toSorted();
    expect(announced).toEqual(['AccountAdopted', 'AccountAdopted', 'InvitationSent', 'InvitationSent']);
    expect(await company.deps.ledger.holds.listOpen(10)).toEqual([]);
    expect(company.atlan.accounts()).toHaveLength(2);
    for (const [sourceKey, email] of [
      ['hr:1', 'ada@example.com'],
      ['hr:2', 'bob@example.com'],
    ] as const) {
      const worker = await company.workerOf(sourceKey);
      expect(worker?.targets[TARGET]?.accounts).toMatchObject([{ id: company.account(email)?.id, how: 'adopted' }]);
    }
  });

  it('enables no account that is disabled, not even where HR’s first word alone has been said again', async () => {
    const company = await acme();
    await company.says(joined);
    company.atlan.accept('ada@example.com');
    await company.says(left);
    await company.restore([]);
    await company.says(joined, left);
    await company.enforce();
    await company.hours();
    expect(company.enabled).toEqual([]);

    await company.restore([]);
    await company.enforce();
    await company.says(joined);
    expect(company.enabled).toEqual([]);
    expect(company.account('ada@example.com')?.enabled).toBe(false);
  });

  it('opens a hold about a leaver whom HR sends again, when the account is not managed yet', async () => {
    const company = await acme();
    await company.says(joined);
    company.atlan.accept('ada@example.com');
    await company.restore([]);
    await company.says(joined, left);
    await company.enforce();
    await company.hours();
    const holds = await company.deps.ledger.holds.listOpen(10);
    expect(holds.map(({ kind }) => kind)).toEqual(['unmanaged-leaver']);
    expect(company.account('ada@example.com')?.enabled).toBe(true);
  });
});

describe('a ledger older than what was done', () => {
  it('finds an invitation that it does not know of, and sends no second one', async () => {
    const company = await acme();
    // the event was recorded, and the target was away
    const original = { ...company.atlan };
    Object.assign(company.atlan, { invite: async () => new Map() });
    await company.says(joined);
    const backup = company.backup();
    Object.assign(company.atlan, original);
    await company.hours();
    expect(company.invited).toEqual(['ada@example.com']);

    await company.restore(backup);
    await company.hours();
    expect(company.invited).toEqual(['ada@example.com']);
    expect((await company.workerOf('hr:1'))?.targets[TARGET]?.accounts).toHaveLength(1);
  });

  it('invites no person twice whom HR announced after the backup, once HR sends it again', async () => {
    const company = await acme();
    const backup = company.backup();
    await company.says(joined);
    await company.restore(backup);
    await company.says(joined);
    await company.hours();
    expect(company.invited).toEqual(['ada@example.com']);
    expect((await company.workerOf('hr:1'))?.targets[TARGET]?.accounts).toMatchObject([{ how: 'adopted' }]);
  });

  /** Ada works here in the backup, and was ended after it. */
  async function endedAfterBackup() {
    const company = await acme();
    await company.says(joined);
    company.atlan.accept('ada@example.com');
    await company.hours(1);
    const backup = company.backup();
    await company.says(left);
    expect(company.account('ada@example.com')?.enabled).toBe(false);
    await company.restore(backup);
    return company;
  }

  it('enables no account again that was ended after the backup, however often it checks', async () => {
    const company = await endedAfterBackup();
    await company.says(lifecycleEvent(5, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }));
    await company.hours(6);
    await company.sweep();
    await company.follow();
    await company.hours(6);
    expect(company.enabled).toEqual([]);
    expect(company.account('ada@example.com')?.enabled).toBe(false);
    expect((await company.workerOf('hr:1'))?.targets[TARGET]).toMatchObject({
      state: 'waiting',
      because: expect.stringContaining('no record here says why'),
    });
  });

  it('knows them as ended once HR says again that they left, and lets them in again once HR says they are back', async () => {
    const company = await endedAfterBackup();
    await company.hours();
    await company.says(left);
    await company.hours();
    expect((await company.workerOf('hr:1'))?.targets[TARGET]?.accounts).toMatchObject([
      { endedAt: expect.any(Number) },
    ]);
    expect(company.enabled).toEqual([]);
    await company.says(rehired);
    await company.hours();
    expect(company.enabled).toEqual([company.account('ada@example.com')?.id]);
    expect(company.account('ada@example.com')?.enabled).toBe(true);
  });

  it('reports the changes since the backup as one difference each', async () => {
    const company = await acme();
    await company.says(joined);
    company.atlan.accept('ada@example.com');
    await company.sweep();
    const backup = company.backup();
    await company.says(left);
    await company.sweep();
    await company.restore(backup);
    const before = company.raw.length;
    await company.sweep();
    await company.sweep();
    const told = company.raw.slice(before).map(({ type }) => type);
    expect(told.filter((type) => type === 'AccountDisabled')).toHaveLength(1);
    expect(told).not.toContain('InventoryTaken');
  });
});
