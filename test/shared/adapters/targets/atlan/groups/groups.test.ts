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
    expect(await atlan.target.membersOf(created.value.group.id, atlan.call)).toMatchObject({
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

  it('change what people see of them and nothing else', async () => {
    await using atlan = await atlanOnSimulator();
    const ada = await person(atlan, 'ada@example.com');
    const created = await atlan.target.createGroup({ alias: 'Data Eng', userIds: [ada] }, atlan.call);
    if (created.kind !== 'done') throw new Error(created.because);
    const { group } = created.value;
    expect(await atlan.target.updateGroup(group, { description: 'who builds' }, atlan.call)).toMatchObject({
      kind: 'done',
    });
    expect(await atlan.target.listGroups(atlan.call)).toMatchObject({
      value: [{ id: group.id, alias: 'Data Eng', memberCount: 1 }],
    });
    expect(await atlan.target.updateGroup(group, { alias: 'Data Engineers' }, atlan.call)).toMatchObject({
      kind: 'done',
    });
    expect(await atlan.target.listGroups(atlan.call)).toMatchObject({
      value: [{ name: 'data_eng', alias: 'Data Engineers' }],
    });
  });

  it('are deleted once, and deleting one that is gone is done', async () => {
    await using atlan = await atlanOnSimulator();
    const { id } = await atlan.control<{ id: string }>('POST', 'groups', { alias: 'Data Eng' });
    for (let times = 0; times < 2; times++)
      expect(await atlan.target.deleteGroup(id, atlan.call)).toEqual({ kind: 'done', value: undefined });
    expect(await atlan.target.listGroups(atlan.call)).toEqual({ kind: 'done', value: [] });
  });

  it('with more members than a page are listed with all of them', async () => {
    await using atlan = await atlanOnSimulator();
    const { id } = await atlan.control<{ id: string }>('POST', 'groups', { name: 'large' });
    for (let n = 0; n < 130; n++)
      await atlan.control('POST', 'users', { email: `p${n}@example.com`, state: 'active', groups: ['large'] });
    const members = await atlan.target.membersOf(id, atlan.call);
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
