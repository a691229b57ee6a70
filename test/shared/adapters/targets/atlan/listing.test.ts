import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AccountPage } from '../../../../../shared/ports/target/target.ts';
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

  it('costs one request more when a user was deleted meanwhile', async () => {
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

  it('loses and doubles no user, whatever is deleted and created between its pages', async () => {
    await using atlan = await atlanOnSimulator({ options: { maxLimit: 4, overLimit: 'clamp' } });
    const idle = { remove: [], create: 0 };
    const writes = fc.array(fc.record({ remove: fc.array(fc.nat(40), { maxLength: 3 }), create: fc.nat(3) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 26 }), writes, async (count, steps) => {
        await atlan.control('POST', 'reset');
        let born = 1_700_000_000_000;
        const create = async (email: string, createdTimestamp?: number) =>
          (
            await atlan.control<{ id: string }>('POST', 'users', {
              email,
              state: 'active',
              ...(createdTimestamp && { createdTimestamp }),
            })
          ).id;
        const present: string[] = [];
        for (let index = 0; index < count; index++) present.push(await create(`p${index}@example.com`, born++));
        const staying = new Set(present);
        let news = 0;
        let step = 0;
        const listed = await listAll(atlan, async () => {
          const write = steps[step++];
          for (const index of write?.remove ?? []) {
            const id = present[index];
            if (id !== undefined && staying.delete(id)) await atlan.control('DELETE', `users/${id}`);
          }
          for (let left = write?.create ?? 0; left > 0; left--) await create(`new${news++}@example.com`);
        });
        expect(new Set(listed).size).toBe(listed.length);
        expect([...staying].filter((id) => !listed.includes(id))).toEqual([]);
      }),
      { numRuns: 150, examples: [[13, [idle, idle, { remove: [1], create: 0 }, { remove: [2, 0], create: 0 }]]] },
    );
  });
});
