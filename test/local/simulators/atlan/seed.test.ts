import { describe, expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

async function seeded(seed: number, seedUsers = 300) {
  await using tenant = await tenantUnderTest({ seed, seedUsers });
  return (await tenant.control('GET', 'state')).json;
}

const people = (state: { users: { id: string; email: string; state: string; groups: string[] }[] }) =>
  state.users.map(({ id, email, state, groups }) => ({ id, email, state, groups }));

describe('seeded people', () => {
  it('are the same for the same seed and others for another', async () => {
    const first = people(await seeded(1));

    expect(people(await seeded(1))).toEqual(first);
    expect(people(await seeded(2))).not.toEqual(first);
  });

  it('are all at example.com, unlike each other, in every state, and older than the start', async () => {
    const state = await seeded(7, 2000);
    const emails: string[] = state.users.map((user: { email: string }) => user.email);

    expect(emails.every((email) => email.endsWith('@example.com'))).toBe(true);
    expect(new Set(emails).size).toBe(2000);
    expect(emails.some((email) => email.includes('+')) && emails.some((email) => email.includes("'"))).toBe(true);
    expect(new Set(people(state).map((user) => user.state))).toEqual(
      new Set(['active', 'invited', 'provisioned', 'disabled']),
    );
    expect(state.users.filter((user: { workspaceRole: string }) => user.workspaceRole === '$admin')).toHaveLength(3);
    const years = 730 * 86_400_000;
    for (const { createdTimestamp, lastLoginTime = createdTimestamp } of state.users) {
      expect(createdTimestamp).toBeGreaterThan(state.now - years - 60_000);
      expect(lastLoginTime).toBeGreaterThanOrEqual(createdTimestamp);
      expect(lastLoginTime).toBeLessThan(state.now);
    }
  });

  it('are ten thousand different people, page by page', async () => {
    await using tenant = await tenantUnderTest({ seedUsers: 10_000 });
    const ids = new Set<string>();
    for (let offset = 0; offset < 10_000; offset += 100) {
      const { json } = await tenant.api('GET', `/users?limit=100&sort=username&offset=${offset}`);
      for (const { id } of json.records) ids.add(id);
    }
    expect(ids.size).toBe(10_000);
  });
});
