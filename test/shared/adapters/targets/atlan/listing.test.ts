import { describe, expect, it } from 'vitest';

import type { AccountPage } from '../../../../../shared/ports/target.ts';
import { type AtlanUnderTest, atlanOnSimulator } from '../../../../support/atlan.ts';

async function listAll(atlan: AtlanUnderTest, onPage: (page: AccountPage) => void | Promise<void> = () => {}) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await atlan.target.listAccounts(cursor, atlan.call);
    if (page.kind !== 'done') throw new Error(page.because);
    ids.push(...page.value.accounts.map(({ id }) => id));
    await onPage(page.value);
    cursor = page.value.next;
  } while (cursor !== undefined);
  return ids;
}

describe('a full listing', () => {
  it('of 10,000 users is 100 requests, and never holds more than a page', async () => {
    await using atlan = await atlanOnSimulator({ seedUsers: 10_000 });
    const ids = await listAll(atlan, ({ accounts, next }) => {
      expect(accounts.length).toBeLessThanOrEqual(100);
      expect(next?.length ?? 0).toBeLessThan(10_000);
    });
    expect(new Set(ids).size).toBe(10_000);
    expect(atlan.sent).toHaveLength(100);
  });

  it('costs one request more when somebody was deleted meanwhile', async () => {
    await using atlan = await atlanOnSimulator({ seedUsers: 1_000 });
    let pages = 0;
    const { users } = await atlan.control<{ users: { id: string; createdTimestamp: number }[] }>('GET', 'state');
    const oldest = users.toSorted((a, b) => a.createdTimestamp - b.createdTimestamp);
    const ids = await listAll(atlan, async () => {
      if (++pages === 4) await atlan.control('DELETE', `users/${oldest[50]?.id}`);
    });
    expect(atlan.sent).toHaveLength(11);
    expect(new Set(ids).size).toBe(ids.length);
    expect(oldest.filter(({ id }, index) => index !== 50 && !ids.includes(id))).toEqual([]);
  });

  it('goes on from a stored cursor, and refuses one that is not ours', async () => {
    await using atlan = await atlanOnSimulator({ seedUsers: 150 });
    const first = await atlan.target.listAccounts(undefined, atlan.call);
    const second = await atlan.another({}).listAccounts(first.kind === 'done' ? first.value.next : '', atlan.call);
    expect(second).toMatchObject({ kind: 'done', value: { accounts: expect.objectContaining({ length: 50 }) } });
    for (const cursor of ['{}', 'no', '[]'])
      expect(await atlan.target.listAccounts(cursor, atlan.call)).toMatchObject({ kind: 'permanent' });
  });

  it('accepts a tenant whose largest page is smaller than ours', async () => {
    await using atlan = await atlanOnSimulator({ seedUsers: 130, options: { maxLimit: 40, overLimit: 'clamp' } });
    expect(new Set(await listAll(atlan)).size).toBe(130);
    expect(atlan.sent.length).toBeLessThanOrEqual(5);
  });

  it('is no proof of anything when the tenant counts people and shows none', async () => {
    await using atlan = await atlanOnSimulator({
      seedUsers: 3,
      faults: [{ kind: 'malformed-json', endpoint: 'GET /api/service/users' }],
    });
    expect(await atlan.target.listAccounts(undefined, atlan.call)).toMatchObject({ kind: 'wait' });
  });
});
