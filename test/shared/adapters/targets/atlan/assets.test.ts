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
  expect(owned.value.first.map(({ qualifiedName }) => qualifiedName.slice(-2)).toSorted()).toEqual(['T1', 'T2', 'T3']);
  expect(await atlan.target.assets?.ownedBy({ ...ada, username: 'cyd' }, atlan.call)).toEqual({
    kind: 'done',
    value: { count: 0, first: [] },
  });
  expect(await atlan.target.assets?.ownedBy({ id: 'u1', state: 'active' }, atlan.call)).toMatchObject({
    kind: 'retryable',
  });
});

it('assets go to the heir where the owner was alone, and lose the owner where there are others', async () => {
  await using atlan = await atlanOnSimulator();
  for (const name of ['ada', 'bob', 'cyd'])
    await atlan.control('POST', 'users', { email: `${name}@example.com`, state: 'active' });
  const put = (asset: object) => atlan.control<{ id: string }>('POST', 'assets', asset);
  const made = [
    await put({ name: 'alone', ownerUsers: ['ada'] }),
    await put({ name: 'shared', ownerUsers: ['ada', 'cyd'] }),
    await put({ name: 'of a group', ownerUsers: ['ada'], ownerGroups: ['finance'] }),
    await put({ typeName: 'AtlasGlossaryTerm', name: 'term', ownerUsers: ['ada'] }),
    await put({ name: 'not hers any more', ownerUsers: ['cyd'] }),
  ];
  const [from, to] = [
    { id: 'u1', username: 'ada', state: 'disabled' },
    { id: 'u2', username: 'bob', state: 'active' },
  ] as const;
  const ids = made.map(({ id }) => id);
  expect(await atlan.target.assets?.handOver(ids, { from, to }, atlan.call)).toEqual({
    kind: 'done',
    value: undefined,
  });
  const { assets } = await atlan.control<{ assets: { name: string; ownerUsers: string[] }[] }>('GET', 'state');
  expect(assets.map(({ name, ownerUsers }) => [name, ownerUsers])).toEqual([
    ['alone', ['bob']],
    ['shared', ['cyd']],
    ['of a group', []],
    ['term', ['bob']],
    ['not hers any more', ['cyd']],
  ]);
  expect(await atlan.target.assets?.ownedBy(from, atlan.call)).toEqual({
    kind: 'done',
    value: { count: 0, first: [] },
  });
  const unnamed = { from, to: { id: 'u2', state: 'active' } } as const;
  expect(await atlan.target.assets?.handOver(ids, unnamed, atlan.call)).toMatchObject({ kind: 'retryable' });
});
