import { expect, it } from 'vitest';

import { atlanOnSimulator } from '../../../../support/atlan.ts';

it('the assets of a user are counted, and the first of them named by id', async () => {
  await using atlan = await atlanOnSimulator();
  for (const name of ['T1', 'T2', 'T3']) await atlan.control('POST', 'assets', { name, ownerUsers: ['ada', 'bob'] });
  await atlan.control('POST', 'assets', { name: 'other', ownerUsers: ['bob'] });
  const ada = { id: 'u1', username: 'ada', state: 'active' } as const;
  const owned = await atlan.target.assets?.ownedBy(ada, atlan.call);
  if (owned?.kind !== 'done') throw new Error('nothing was listed');
  expect(owned.value.count).toBe(3);
  const ids = owned.value.first.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  expect(owned.value.first.map(({ qualifiedName }) => qualifiedName.split('/').at(-1)).toSorted()).toEqual([
    'T1',
    'T2',
    'T3',
  ]);
  expect(await atlan.target.assets?.ownedBy({ ...ada, username: 'cyd' }, atlan.call)).toEqual({
    kind: 'done',
    value: { count: 0, first: [] },
  });
  expect(await atlan.target.assets?.ownedBy({ id: 'u1', state: 'active' }, atlan.call)).toMatchObject({
    kind: 'retryable',
  });
});
