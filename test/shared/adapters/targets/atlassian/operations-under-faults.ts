import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import type { AtlassianUnderTest } from '../../../../support/atlassian.ts';

const SITE = 'ari:cloud:jira::site/70ef3a32-d0da-4e09-b35e-0109f91969c3';
const ORG = '/admin/v2/orgs/{orgId}';
const USERS = `${ORG}/directories/{directoryId}/users`;
const GROUPS = `${ORG}/directories/{directoryId}/groups`;
const MANAGE = '/users/{accountId}/manage';

/** An organisation with people, and groups to work on; what a process knows after its first minute is known. */
export async function stage(atlassian: AtlassianUnderTest) {
  const groupId = await atlassian.group('Data Eng', { grants: [{ resourceId: SITE, roleId: 'atlassian/user' }] });
  const otherGroupId = await atlassian.group('Analysts');
  const userId = await atlassian.person('ada@example.com', { groups: ['atlassian-users', 'Data Eng'] });
  const leftId = await atlassian.person('carol@example.com', { state: 'suspended' });
  const endedId = await atlassian.person('dan@example.com', { state: 'deactivated' });
  const call = { deadline: Number.MAX_SAFE_INTEGER };
  await atlassian.target.listGroups(call);
  await atlassian.target.setRole(userId, 'user', call);
  await atlassian.target.setEnabled(userId, true, call);
  return { atlassian, call: atlassian.call, target: atlassian.target, userId, leftId, endedId, groupId, otherGroupId };
}
type Stage = Awaited<ReturnType<typeof stage>>;

interface Person {
  readonly email: string;
  readonly state: string;
  readonly accountStatus: string;
  readonly groups: readonly string[];
}
export interface State {
  readonly users: readonly Person[];
  readonly groups: readonly { name: string; grants: readonly { roleId: string }[] }[];
}

export interface Operation {
  readonly name: string;
  readonly endpoint: string;
  readonly run: (stage: Stage) => Promise<Outcome<unknown>>;
  /** For a write: whether the far side shows it. */
  readonly happened?: (state: State) => boolean;
  /** What a 403 of Atlassian's own service is about. */
  readonly forbidden: 'account' | 'credential';
}

const person = (state: State, name: string) => state.users.find(({ email }) => email === `${name}@example.com`);
const grantsOf = (state: State, name: string) =>
  state.groups.find((group) => group.name === name)?.grants.map(({ roleId }) => roleId) ?? [];

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'identity',
    endpoint: `GET ${ORG}/directories`,
    run: ({ target, call }) => target.identity(call),
    forbidden: 'credential',
  },
  {
    name: 'find by id',
    endpoint: `POST ${USERS}/search`,
    run: ({ target, call, userId }) => target.findByIds([userId], call),
    forbidden: 'credential',
  },
  {
    name: 'find by e-mail',
    endpoint: `POST ${USERS}/search`,
    run: ({ target, call }) => target.findByEmails(['ada@example.com'], call),
    forbidden: 'credential',
  },
  {
    name: 'list accounts',
    endpoint: `POST ${USERS}/search`,
    run: ({ target, call }) => target.listAccounts(undefined, call),
    forbidden: 'credential',
  },
  {
    name: 'invite',
    endpoint: `POST ${ORG}/users/invite`,
    run: async ({ target, call }) =>
      (await target.invite([{ email: 'bob@example.com', role: 'user' }], call)).get('bob@example.com')!,
    happened: (state) => person(state, 'bob') !== undefined,
    forbidden: 'credential',
  },
  {
    name: 'look at one user before a write',
    endpoint: `GET ${USERS}/{userId}`,
    run: ({ target, call, userId }) => target.setEnabled(userId, true, call),
    forbidden: 'account',
  },
  {
    name: 'suspend',
    endpoint: `POST ${USERS}/{accountId}/suspend`,
    run: ({ target, call, userId }) => target.setEnabled(userId, false, call),
    happened: (state) => person(state, 'ada')?.state !== 'active',
    forbidden: 'account',
  },
  {
    name: 'restore',
    endpoint: `POST ${USERS}/{accountId}/restore`,
    run: ({ target, call, leftId }) => target.setEnabled(leftId, true, call),
    happened: (state) => person(state, 'carol')?.state === 'active',
    forbidden: 'account',
  },
  {
    name: 'remove from the directory',
    endpoint: `DELETE ${USERS}/{accountId}`,
    run: ({ target, call, userId }) => target.removeUser(userId, call),
    happened: (state) => person(state, 'ada')?.state === 'not-a-member',
    forbidden: 'account',
  },
  {
    name: 'ask what may be done with a managed account',
    endpoint: `GET ${MANAGE}`,
    run: ({ target, call, userId }) => target.setEnabled(userId, false, call),
    forbidden: 'account',
  },
  {
    name: 'disable a managed account',
    endpoint: `POST ${MANAGE}/lifecycle/disable`,
    run: ({ target, call, userId }) => target.setEnabled(userId, false, call),
    happened: (state) => person(state, 'ada')?.accountStatus === 'inactive',
    forbidden: 'account',
  },
  {
    name: 'enable a managed account',
    endpoint: `POST ${MANAGE}/lifecycle/enable`,
    run: ({ target, call, endedId }) => target.setEnabled(endedId, true, call),
    happened: (state) => person(state, 'dan')?.accountStatus === 'active',
    forbidden: 'account',
  },
  {
    name: 'give another role',
    endpoint: `POST ${GROUPS}/{groupId}/memberships`,
    run: ({ target, call, userId }) => target.setRole(userId, 'guest', call),
    happened: (state) => person(state, 'ada')?.groups.includes('atlassian-guests') === true,
    forbidden: 'account',
  },
  {
    name: 'look the groups of the roles up',
    endpoint: `POST ${GROUPS}/search`,
    run: ({ target, call }) => target.probe.roles(call),
    forbidden: 'credential',
  },
  {
    name: 'groups of a user',
    endpoint: `POST ${GROUPS}/search`,
    run: ({ target, call, userId }) => target.groupsOf(userId, call),
    forbidden: 'credential',
  },
  {
    name: 'add to a group',
    endpoint: `POST ${GROUPS}/{groupId}/memberships`,
    run: ({ target, call, userId, otherGroupId }) => target.addToGroups(userId, [otherGroupId], call),
    happened: (state) => person(state, 'ada')?.groups.includes('Analysts') === true,
    forbidden: 'account',
  },
  {
    name: 'remove from a group',
    endpoint: `DELETE ${GROUPS}/{groupId}/memberships/{accountId}`,
    run: ({ target, call, userId, groupId }) => target.removeFromGroup(groupId, [userId], call),
    happened: (state) => person(state, 'ada')?.groups.includes('Data Eng') === false,
    forbidden: 'account',
  },
  {
    name: 'list groups',
    endpoint: `POST ${GROUPS}/search`,
    run: ({ target, call }) => target.listGroups(call),
    forbidden: 'credential',
  },
  {
    name: 'create a group',
    endpoint: `POST ${GROUPS}`,
    run: ({ target, call }) => target.createGroup({ alias: 'New Group' }, call),
    happened: ({ groups }) => groups.some(({ name }) => name === 'New Group'),
    forbidden: 'credential',
  },
  {
    name: 'details of a group',
    endpoint: `GET ${GROUPS}/{groupId}`,
    run: ({ target, call, groupId }) => target.groupAdministration.details(groupId, call),
    forbidden: 'account',
  },
  {
    name: 'members of a group',
    endpoint: `POST ${USERS}/search`,
    run: ({ target, call, groupId }) => target.groupAdministration.members(groupId, call),
    forbidden: 'account',
  },
  {
    name: 'count the members of a group',
    endpoint: `GET ${USERS}/count`,
    run: ({ target, call, groupId }) => target.groupAdministration.members(groupId, call),
    forbidden: 'credential',
  },
  {
    name: 'delete a group',
    endpoint: `DELETE ${GROUPS}/{groupId}`,
    run: ({ target, call, groupId }) => target.groupAdministration.remove(groupId, call),
    happened: ({ groups }) => !groups.some(({ name }) => name === 'Data Eng'),
    forbidden: 'account',
  },
  {
    name: 'count groups',
    endpoint: `GET ${GROUPS}/count`,
    run: ({ target, call }) => target.groupAdministration.count(call),
    forbidden: 'credential',
  },
  {
    name: 'figures about groups',
    endpoint: `GET ${GROUPS}/stats`,
    run: ({ target, call }) => target.groupAdministration.stats(call),
    forbidden: 'credential',
  },
  {
    name: 'what a group gives',
    endpoint: `GET ${GROUPS}/{groupId}/role-assignments`,
    run: ({ target, call, groupId }) => target.groupAdministration.access.list(groupId, call),
    forbidden: 'account',
  },
  {
    name: 'grant access to a group',
    endpoint: `POST ${GROUPS}/{groupId}/role-assignments/assign`,
    run: ({ target, call, otherGroupId }) =>
      target.groupAdministration.access.grant(otherGroupId, { resource: SITE, role: 'atlassian/user' }, call),
    happened: (state) => grantsOf(state, 'Analysts').includes('atlassian/user'),
    forbidden: 'account',
  },
  {
    name: 'revoke access from a group',
    endpoint: `POST ${GROUPS}/{groupId}/role-assignments/revoke`,
    run: ({ target, call, groupId }) =>
      target.groupAdministration.access.revoke(groupId, { resource: SITE, role: 'atlassian/user' }, call),
    happened: (state) => !grantsOf(state, 'Data Eng').includes('atlassian/user'),
    forbidden: 'account',
  },
];
