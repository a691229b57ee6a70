import { expect, it } from 'vitest';

import { tenantUnderTest } from './tenant-under-test.ts';

it('the feed of sign-ins is a bare list, the newest first, by user, type, day and page', async () => {
  await using tenant = await tenantUnderTest({ startAt: Date.parse('2026-03-02T09:00:00Z') });
  const { id } = await tenant.person('ada@example.com');
  await tenant.person('bob@example.com');
  for (const name of ['ada', 'bob', 'ada']) {
    await tenant.advance(60_000);
    await tenant.signIn(`${name}@example.com`);
  }
  const feed = async (query: string) => (await tenant.api('GET', `/events/login?${query}`)).json;
  const all = await feed('');
  const times = all.map(({ time }: { time: number }) => time);
  expect(times).toEqual(times.toSorted((a: number, b: number) => b - a));
  expect(all[0]).toMatchObject({ type: 'LOGIN', realmId: 'default', userId: id, details: { username: 'ada' } });

  const hers = await feed(`user=${id}`);
  expect(hers.every(({ userId }: { userId: string }) => userId === id)).toBe(true);
  expect(hers.length).toBeLessThan(all.length);
  expect(await feed('first=1&max=1')).toEqual([all[1]]);
  expect(await feed('type=KeycloakEventType.LOGIN')).toEqual(all);
  expect(await feed('type=LOGOUT')).toEqual([]);
  expect(await feed('dateFrom=2026-03-03')).toEqual([]);
  expect(await feed('dateFrom=2026-03-02&dateTo=2026-03-02')).not.toEqual([]);
  expect(await feed('dateTo=2026-03-01')).not.toContainEqual(all[0]);
});
