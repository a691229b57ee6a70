import { describe, expect, it } from 'vitest';

import { ada, bob, group, on, operations, put, stateOf } from '../../../../support/scim-habits.ts';

describe('the groups of a user', () => {
  it('are read from the user, once the server has shown that it lists them there', async () => {
    await using scim = await on({});
    await group(scim, 'Engineering');
    const id = await put(scim, ada, { groups: ['Engineering'] });
    const other = await put(scim, bob);
    expect(await scim.target.groupsOf(id, scim.call)).toMatchObject({ value: [{ name: 'Engineering' }] });
    expect(await scim.target.groupsOf(other, scim.call)).toEqual({ kind: 'done', value: [] });
    expect(operations(scim)).toEqual(['users.get', 'users.get']);
  });

  it('are looked for in all groups where users do not show them', async () => {
    await using scim = await on({ usersShowGroups: false });
    await group(scim, 'Engineering');
    const id = await put(scim, ada, { groups: ['Engineering'] });
    expect(await scim.target.groupsOf(id, scim.call)).toMatchObject({ value: [{ name: 'Engineering' }] });
  });

  it('are not said to be none by a list of groups that ends early', async () => {
    await using scim = await on({ usersShowGroups: false, pagesEndAfter: 0 });
    await group(scim, 'Engineering');
    const id = await put(scim, ada, { groups: ['Engineering'] });
    expect(await scim.target.groupsOf(id, scim.call)).toMatchObject({ kind: 'retryable' });
  });
});

describe('a membership', () => {
  it('that the server left out in silence is refused, with what may be the cause', async () => {
    await using scim = await on({ unknownMembers: 'skip' }, { verifyMembers: 'get-group' });
    const groupId = await group(scim, 'Engineering');
    expect(await scim.target.addToGroups('nobody', [groupId], scim.call)).toMatchObject({ reason: 'not-found' });
    const id = await put(scim, ada);
    await scim.control('PUT', 'faults', [{ kind: 'delayed-visibility', ms: 60_000, endpoint: 'GET /Groups/{id}' }]);
    await scim.control('POST', 'clock', { advanceMs: 120_000 });
    expect(await scim.target.addToGroups(id, [groupId], scim.call)).toMatchObject({
      kind: 'refused',
      reason: 'conflict',
      because: expect.stringContaining(groupId),
    });
  });

  it('is believed by the answer where the profile says so, and read where the answer shows no members', async () => {
    await using scim = await on({});
    const groupId = await group(scim, 'Engineering');
    const id = await put(scim, ada);
    await scim.target.addToGroups(id, [groupId], scim.call);
    expect(operations(scim)).not.toContain('groups.get');
    await scim.control('PATCH', 'options', { patchAnswerHidesMembers: true });
    await scim.target.removeFromGroup(groupId, [id], scim.call);
    expect(operations(scim)).toContain('groups.get');
    expect(await stateOf(scim, id)).toMatchObject({ groups: [] });
  });

  it('is removed from a server that refuses to remove who is not there, and from one that keeps members twice', async () => {
    await using scim = await on({ removeAbsent: 'noTarget', memberTwice: 'keep' });
    const groupId = await group(scim, 'Engineering');
    const id = await put(scim, ada);
    for (let times = 0; times < 2; times++) await scim.target.addToGroups(id, [groupId], scim.call);
    for (let times = 0; times < 2; times++)
      expect(await scim.target.removeFromGroup(groupId, [id], scim.call)).toEqual({ kind: 'done', value: undefined });
    expect(await stateOf(scim, id)).toMatchObject({ groups: [] });
  });

  it('ends for many in batches, which are halved where one of them is refused', async () => {
    await using scim = await on({ removeAbsent: 'noTarget' }, { maxMembersPerPatch: 4 });
    const groupId = await group(scim, 'Engineering');
    const ids: string[] = [];
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5'])
      ids.push(await put(scim, `${name}@example.com`, { groups: ['Engineering'] }));
    await scim.control('POST', `users/${ids[1]}`, { groups: [] });
    expect((await scim.target.removeFromGroup(groupId, ids, scim.call)).kind).toBe('done');
    const state = await scim.control<{ groups: readonly { memberIds: readonly string[] }[] }>('GET', 'state');
    expect(state.groups[0]?.memberIds).toEqual([]);
    expect(operations(scim).filter((operation) => operation === 'groups.remove-member')).toHaveLength(6);
  });

  it('is changed on a server that only adds and removes single members', async () => {
    await using scim = await on({ minimalGroupPatch: true, patch: '204' });
    const groupId = await group(scim, 'Engineering');
    const [first, second] = [await put(scim, ada), await put(scim, bob)];
    await scim.target.addToGroups(first, [groupId], scim.call);
    await scim.target.addToGroups(second, [groupId], scim.call);
    expect((await scim.target.removeFromGroup(groupId, [first], scim.call)).kind).toBe('done');
    expect(await stateOf(scim, second)).toMatchObject({ groups: ['Engineering'] });
  });
});

describe('a group', () => {
  it('is not created where groups must be there before; one that is there is adopted', async () => {
    await using scim = await on({ profile: 'atlan' }, { profile: 'atlan' });
    expect(await scim.target.createGroup({ alias: 'Engineering' }, scim.call)).toMatchObject({
      kind: 'permanent',
      because: expect.stringContaining('mapped'),
    });
    const id = await group(scim, 'Engineering');
    expect(await scim.target.createGroup({ alias: 'Engineering' }, scim.call)).toMatchObject({
      value: { how: 'adopted', group: { id } },
    });
    expect(await scim.target.groupAdministration?.remove(id, scim.call)).toMatchObject({ kind: 'permanent' });
  });

  it.each([
    ['cannot be asked for by name', {}, { canFilterGroups: false }],
    ['is asked for in vain, the filter being ignored', { filters: 'ignore' }, {}],
    ['is asked for in vain, the filter being refused', { filters: 'refuse' }, {}],
  ])('that %s is found in the list of all groups', async (_how, simulator, options) => {
    await using scim = await on(simulator, options);
    await group(scim, 'Analysts');
    const id = await group(scim, 'Engineering');
    expect(await scim.target.createGroup({ alias: 'Engineering' }, scim.call)).toMatchObject({
      value: { how: 'adopted', group: { id } },
    });
  });
});
