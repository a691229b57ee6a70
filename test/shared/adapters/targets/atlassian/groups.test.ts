import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import { type AtlassianUnderTest, atlassianOnSimulator } from '../../../../support/atlassian.ts';

const ada = 'ada@example.com';
const DONE = { kind: 'done', value: undefined };
const SITE = 'ari:cloud:jira::site/70ef3a32-d0da-4e09-b35e-0109f91969c3';

const doneValue = <T>(outcome: Outcome<T>): T => {
  expect(outcome).toMatchObject({ kind: 'done' });
  return (outcome as { value: T }).value;
};
const names = (groups: Outcome<readonly { name: string }[]>) => doneValue(groups).map(({ name }) => name);
const operations = ({ sent }: AtlassianUnderTest) => sent.map(({ operation }) => operation);
const count = (far: AtlassianUnderTest, operation: string) => operations(far).filter((one) => one === operation).length;

describe('the groups that give roles', () => {
  it('are in no list that policy sees, and cannot be made as groups', async () => {
    await using far = await atlassianOnSimulator();
    const id = await far.person(ada, { groups: ['atlassian-users', 'atlassian-guests'] });
    await far.group('Data Eng');
    expect(names(await far.target.listGroups(far.call))).toEqual(['Data Eng']);
    expect(names(await far.target.groupsOf(id, far.call))).toEqual([]);
    expect(await far.target.createGroup({ alias: 'Atlassian-Users' }, far.call)).toMatchObject({
      kind: 'permanent',
      because: expect.stringContaining('take it out of the group catalogue'),
    });
  });

  it('are changed without a gap, and not at all where all is so already', async () => {
    await using far = await atlassianOnSimulator();
    const id = await far.person(ada, { groups: ['atlassian-users'] });
    expect(await far.target.setRole(id, 'guest', far.call)).toEqual(DONE);
    expect(operations(far).filter((name) => /member/.test(name))).toEqual([
      'groups.add-member',
      'groups.remove-member',
    ]);
    far.sent.length = 0;
    expect(await far.target.setRole(id, 'guest', far.call)).toEqual(DONE);
    expect(operations(far)).toEqual(['users.find-by-id', 'users.groups']);
  });

  it('may be one: then a guest is in none', async () => {
    await using far = await atlassianOnSimulator({}, { roleGroups: { user: 'atlassian-users' } });
    const id = await far.person(ada, { groups: ['atlassian-users'] });
    expect(await far.target.setRole(id, 'guest', far.call)).toEqual(DONE);
    expect(doneValue(await far.target.findByIds([id], far.call)).get(id)).toMatchObject({ account: { role: 'guest' } });
  });

  it('say nothing of an organisation administrator, whom only people change', async () => {
    await using far = await atlassianOnSimulator();
    const id = await far.person(ada, { role: 'org-admin', groups: ['atlassian-users'] });
    expect(await far.target.setRole(id, 'guest', far.call)).toMatchObject({ kind: 'refused', reason: 'not-allowed' });
    expect(count(far, 'groups.add-member')).toBe(0);
  });

  it('also hold those whom an identity provider made, where we may write the group', async () => {
    await using far = await atlassianOnSimulator();
    const id = await far.person(ada, { managementSource: 'synced' });
    expect(await far.target.setRole(id, 'user', far.call)).toEqual(DONE);
  });
});

describe('a group that is not ours', () => {
  it.each([
    ['an identity provider fills', { isSynced: true }, 'identity provider decides'],
    ['somebody outside manages', { managedBy: 'external' }, 'identity provider decides'],
    ['is a team', { managedBy: 'team-members' }, 'a team of Atlassian'],
    ['is open to all', { managedBy: 'open' }, 'a team of Atlassian'],
    ['may not be changed', { isModifiable: false }, 'may not change'],
  ])('is not written: one that %s', async (_which, more, because) => {
    await using far = await atlassianOnSimulator();
    const id = await far.person(ada, { groups: [] });
    const groupId = await far.group('Data Eng', more);
    const { access } = far.target.groupAdministration;
    const refused = { kind: 'refused', reason: 'not-allowed', because: expect.stringContaining(because) };
    expect(await far.target.addToGroups(id, [groupId], far.call)).toMatchObject(refused);
    expect(await far.target.removeFromGroup(groupId, [id], far.call)).toMatchObject(refused);
    expect(await far.target.groupAdministration.remove(groupId, far.call)).toMatchObject(refused);
    expect(await access.grant(groupId, { resource: SITE, role: 'atlassian/user' }, far.call)).toMatchObject(refused);
    expect(await far.target.createGroup({ alias: 'Data Eng' }, far.call)).toMatchObject(refused);
    expect(operations(far).filter((name) => /add|remove|delete|grant/.test(name))).toEqual([]);
  });

  it('may have become so since it was read', async () => {
    await using far = await atlassianOnSimulator();
    const id = await far.person(ada);
    const groupId = await far.group('Data Eng');
    await far.target.listGroups(far.call);
    await far.control('DELETE', `groups/${groupId}`);
    expect(await far.target.addToGroups(id, [groupId], far.call)).toMatchObject({
      kind: 'refused',
      reason: 'not-found',
    });
    // the next write reads it again
    expect(await far.target.removeFromGroup(groupId, [id], far.call)).toMatchObject({ reason: 'not-found' });
    expect(count(far, 'groups.get')).toBe(1);
  });
});

describe('adding a member', () => {
  it('is done when 409 says that they are one, and waits for a seat when it does not', async () => {
    await using far = await atlassianOnSimulator({ options: { seatCode: null } });
    const grants = [{ resourceId: SITE, roleId: 'atlassian/user' }];
    const groupId = await far.group('Jira users', { grants });
    const member = await far.person(ada, { groups: ['Jira users'] });
    const other = await far.person('bob@example.com');
    await far.options({ seats: 1 });
    expect(await far.target.addToGroups(member, [groupId], far.call)).toEqual(DONE);
    expect(await far.target.addToGroups(other, [groupId], far.call)).toMatchObject({
      kind: 'wait',
      cause: 'seat',
      because: expect.stringContaining('has no free seat (groups.add-member was answered 409)'),
    });
  });

  it('reads once for several groups, and waits until all are shown', async () => {
    await using far = await atlassianOnSimulator({ options: { visibilityMs: 5_000 } });
    const id = await far.person(ada);
    const groupIds = [await far.group('A'), await far.group('B'), await far.group('C')];
    far.clock.advance(5_000);
    expect(await far.target.addToGroups(id, groupIds, far.call)).toEqual(DONE);
    expect(count(far, 'groups.add-member')).toBe(3);
    expect(far.clock.pauses).toEqual([1_000, 2_000, 4_000]);
  });
});

describe('creating a group', () => {
  it('answers without an id, which is found by the name as soon as that shows', async () => {
    await using far = await atlassianOnSimulator({ options: { visibilityMs: 6_000 } });
    const created = doneValue(await far.target.createGroup({ alias: 'Data Eng', description: 'Builders' }, far.call));
    expect(created).toMatchObject({ how: 'created', group: { name: 'Data Eng', memberCount: 0 } });
    expect(count(far, 'groups.create')).toBe(1);
    expect(doneValue(await far.target.groupAdministration.details(created.group.id, far.call))).toMatchObject({
      description: 'Builders',
    });
  });

  it('is tried again when it does not show in time, and adopts what it made', async () => {
    await using far = await atlassianOnSimulator({ options: { visibilityMs: 60_000 } });
    expect(await far.target.createGroup({ alias: 'Data Eng' }, far.call)).toMatchObject({ kind: 'retryable' });
    far.clock.advance(60_000);
    expect(await far.target.createGroup({ alias: 'Data Eng' }, far.call)).toMatchObject({ value: { how: 'adopted' } });
  });
});

describe('the search for groups', () => {
  it.each([404, 405, 410] as const)(
    'is replaced by the deprecated list, for good, when it answers %i',
    async (groupSearch) => {
      await using far = await atlassianOnSimulator({ options: { groupSearch } });
      const id = await far.person(ada, { groups: ['atlassian-users'] });
      const groupId = await far.group('Data Eng');
      expect(names(await far.target.listGroups(far.call))).toEqual(['Data Eng']);
      expect(await far.target.addToGroups(id, [groupId], far.call)).toEqual(DONE);
      expect(names(await far.target.groupsOf(id, far.call))).toEqual(['Data Eng']);
      expect(await far.target.setRole(id, 'guest', far.call)).toEqual(DONE);
      expect(far.exchanges.filter(({ path }) => path.endsWith('/groups/search'))).toHaveLength(1);
    },
  );
});
