import { describe, expect, it } from 'vitest';

import { atlanOnSimulator } from '../../../../../support/atlan.ts';

const nobody = '4c1b6ad5-7a43-4a35-9d3b-6f6f6b1d4c11';

async function person(atlan: Awaited<ReturnType<typeof atlanOnSimulator>>, email: string) {
  return (await atlan.control<{ id: string }>('POST', 'users', { email, state: 'active' })).id;
}

describe('groups', () => {
  it('are created with members, and name the users who did not become one', async () => {
    await using atlan = await atlanOnSimulator();
    const ada = await person(atlan, 'ada@example.com');
    const created = await atlan.target.createGroup(
      { alias: 'Data Eng', description: 'who builds', userIds: [ada, nobody] },
      atlan.call,
    );
    expect(created).toMatchObject({
      kind: 'done',
      value: { how: 'created', group: { name: 'data_eng' }, notAdded: [nobody] },
    });
    if (created.kind !== 'done') return;
    expect(await atlan.target.groupAdministration!.members(created.value.group.id, atlan.call)).toMatchObject({
      kind: 'done',
      value: [{ id: ada, email: 'ada@example.com' }],
    });
  });

  it('that were adopted have no new members yet', async () => {
    await using atlan = await atlanOnSimulator();
    const ada = await person(atlan, 'ada@example.com');
    await atlan.control('POST', 'groups', { alias: 'Data Eng' });
    expect(await atlan.target.createGroup({ alias: 'Data Eng', userIds: [ada] }, atlan.call)).toMatchObject({
      kind: 'done',
      value: { how: 'adopted', notAdded: [ada] },
    });
  });

  it('are shown one by one and counted, and one that is not there is said so', async () => {
    await using atlan = await atlanOnSimulator();
    const administration = atlan.target.groupAdministration!;
    const created = await atlan.target.createGroup({ alias: 'Data Eng', description: 'who builds' }, atlan.call);
    if (created.kind !== 'done') throw new Error(created.because);
    const { id } = created.value.group;
    expect(await administration.details(id, atlan.call)).toMatchObject({
      kind: 'done',
      value: { id, name: 'data_eng', alias: 'Data Eng', description: 'who builds', managedBy: 'us' },
    });
    expect(await administration.details(nobody, atlan.call)).toMatchObject({ kind: 'refused', reason: 'not-found' });
    expect(await administration.count?.(atlan.call)).toEqual({ kind: 'done', value: 1 });
  });

  it('are deleted once, and deleting one that is gone is done', async () => {
    await using atlan = await atlanOnSimulator();
    const { id } = await atlan.control<{ id: string }>('POST', 'groups', { alias: 'Data Eng' });
    for (let times = 0; times < 2; times++)
      expect(await atlan.target.groupAdministration!.remove(id, atlan.call)).toEqual({
        kind: 'done',
        value: undefined,
      });
    expect(await atlan.target.listGroups(atlan.call)).toEqual({ kind: 'done', value: [] });
  });

  it('with more members than a page are listed with all of them', async () => {
    await using atlan = await atlanOnSimulator();
    const { id } = await atlan.control<{ id: string }>('POST', 'groups', { name: 'large' });
    for (let n = 0; n < 130; n++)
      await atlan.control('POST', 'users', { email: `p${n}@example.com`, state: 'active', groups: ['large'] });
    const members = await atlan.target.groupAdministration!.members(id, atlan.call);
    expect(members.kind === 'done' && new Set(members.value.map(({ email }) => email)).size).toBe(130);
  });
});

describe('a write that cannot have arrived', () => {
  it('is sent again like a read, because the new group is not visible yet', async () => {
    await using atlan = await atlanOnSimulator();
    const id = await person(atlan, 'ada@example.com');
    const there = atlan.secret.value;
    await using gone = await atlanOnSimulator();
    const { baseUrl } = gone.secret.value;
    await gone[Symbol.asyncDispose]();
    let asked = 0;
    const secret = { get: async () => ({ ...there, baseUrl }), refresh: async () => there };
    const target = atlan.another({ secret });
    expect(await target.setEnabled(id, false, { ...atlan.call, onRequest: () => void asked++ })).toMatchObject({
      kind: 'wait',
      cause: 'down',
    });
    expect(asked).toBe(6);
  });
});
