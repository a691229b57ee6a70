import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import type { InstanceState, UnleashUnderTest } from '../../../../support/unleash.ts';

/** An instance with one person, an administrator and two groups to work on, whose edition the client knows. */
export async function stage(unleash: UnleashUnderTest) {
  const { id: groupId } = await unleash.control<{ id: string }>('POST', 'groups', { name: 'DX team' });
  const { id: otherGroupId } = await unleash.control<{ id: string }>('POST', 'groups', { name: 'Payments' });
  const ada = { email: 'ada@example.com', role: 'editor', groups: ['DX team'] };
  const { id: userId } = await unleash.control<{ id: string }>('POST', 'users', ada);
  const { id: adminId } = await unleash.control<{ id: string }>('POST', 'users', {
    email: 'eve@example.com',
    role: 'admin',
  });
  await unleash.control('POST', 'users', { email: 'root@example.com', role: 'admin' });
  await unleash.target.listGroups(unleash.call);
  return { unleash, userId, adminId, groupId, otherGroupId };
}
type Stage = Awaited<ReturnType<typeof stage>>;

export interface Operation {
  readonly name: string;
  readonly endpoint: string;
  readonly run: (stage: Stage) => Promise<Outcome<unknown>>;
  /** For a write: whether the far side shows it. */
  readonly happened?: (state: InstanceState, stage: Stage) => boolean;
  /** What a 403 about an account is taken for. */
  readonly forbidden: 'account' | 'credential';
  /** Too many of these keep back only calls of this kind. */
  readonly isPaced?: boolean;
}

const user = (state: InstanceState, id: string) => state.users.find((one) => one.id === id);

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'identity',
    endpoint: 'GET /api/admin/user',
    run: ({ unleash }) => unleash.target.identity(unleash.call),
    forbidden: 'credential',
  },
  {
    name: 'find by id',
    endpoint: 'GET /api/admin/user-admin/{id}',
    run: ({ unleash, userId }) => unleash.target.findByIds([userId], unleash.call),
    forbidden: 'account',
  },
  {
    name: 'find many by id',
    endpoint: 'GET /api/admin/user-admin',
    run: ({ unleash, userId, adminId }) => unleash.target.findByIds([userId, adminId, '77'], unleash.call),
    forbidden: 'credential',
  },
  {
    name: 'find by e-mail',
    endpoint: 'GET /api/admin/user-admin/search',
    run: ({ unleash }) => unleash.target.findByEmails(['ada@example.com'], unleash.call),
    forbidden: 'credential',
  },
  {
    name: 'list accounts',
    endpoint: 'GET /api/admin/user-admin',
    run: ({ unleash }) => unleash.target.listAccounts(undefined, unleash.call),
    forbidden: 'credential',
  },
  {
    name: 'create a user',
    endpoint: 'POST /api/admin/user-admin',
    run: async ({ unleash }) =>
      (await unleash.target.invite([{ email: 'bob@example.com', role: 'editor' }], unleash.call)).get(
        'bob@example.com',
      )!,
    happened: ({ users }) => users.some(({ email }) => email === 'bob@example.com'),
    forbidden: 'account',
    isPaced: true,
  },
  {
    name: 'change a role',
    endpoint: 'PUT /api/admin/user-admin/{id}',
    run: ({ unleash, userId }) => unleash.target.setRole(userId, 'viewer', unleash.call),
    happened: (state, { userId }) => user(state, userId)?.role === 'viewer',
    forbidden: 'account',
  },
  {
    name: 'change an e-mail address',
    endpoint: 'PUT /api/admin/user-admin/{id}',
    run: ({ unleash, userId }) => unleash.target.setEmail(userId, 'ada2@example.com', unleash.call),
    happened: (state, { userId }) => user(state, userId)?.email === 'ada2@example.com',
    forbidden: 'account',
  },
  {
    name: 'count administrators',
    endpoint: 'GET /api/admin/user-admin/admin-count',
    run: ({ unleash, adminId }) => unleash.target.setRole(adminId, 'viewer', unleash.call),
    forbidden: 'credential',
  },
  {
    name: 'delete a user',
    endpoint: 'DELETE /api/admin/user-admin/{id}',
    run: ({ unleash, userId }) => unleash.target.deleteAccount!(userId, unleash.call),
    happened: (state, { userId }) => user(state, userId) === undefined,
    forbidden: 'account',
  },
  {
    name: 'groups of a user',
    endpoint: 'GET /api/admin/groups',
    run: ({ unleash, userId }) => unleash.target.groupsOf(userId, unleash.call),
    forbidden: 'credential',
  },
  {
    name: 'list groups',
    endpoint: 'GET /api/admin/groups',
    run: ({ unleash }) => unleash.target.listGroups(unleash.call),
    forbidden: 'credential',
  },
  {
    name: 'details of a group',
    endpoint: 'GET /api/admin/groups/{groupId}',
    run: ({ unleash, groupId }) => unleash.target.groupAdministration!.details(groupId, unleash.call),
    forbidden: 'account',
  },
  {
    name: 'read a group before a change',
    endpoint: 'GET /api/admin/groups/{groupId}',
    run: ({ unleash, userId, groupId }) => unleash.target.addToGroups(userId, [groupId], unleash.call),
    forbidden: 'account',
  },
  {
    name: 'add to a group',
    endpoint: 'PUT /api/admin/groups/{groupId}',
    run: ({ unleash, userId, otherGroupId }) => unleash.target.addToGroups(userId, [otherGroupId], unleash.call),
    happened: (state, { userId }) => user(state, userId)?.groups.includes('Payments') === true,
    forbidden: 'account',
  },
  {
    name: 'remove from a group',
    endpoint: 'PUT /api/admin/groups/{groupId}',
    run: ({ unleash, userId, groupId }) => unleash.target.removeFromGroup(groupId, [userId], unleash.call),
    happened: (state, { userId }) => user(state, userId)?.groups.includes('DX team') === false,
    forbidden: 'account',
  },
  {
    name: 'create a group',
    endpoint: 'POST /api/admin/groups',
    run: ({ unleash }) => unleash.target.createGroup({ alias: 'Web' }, unleash.call),
    happened: ({ groups }) => groups.some(({ name }) => name === 'Web'),
    forbidden: 'credential',
  },
  {
    name: 'delete a group',
    endpoint: 'DELETE /api/admin/groups/{groupId}',
    run: ({ unleash, groupId }) => unleash.target.groupAdministration!.remove(groupId, unleash.call),
    happened: ({ groups }, { groupId }) => !groups.some(({ id }) => id === groupId),
    forbidden: 'account',
  },
  {
    name: 'list the root roles',
    endpoint: 'GET /api/admin/user-admin',
    run: ({ unleash }) => unleash.target.probe.roles(unleash.call),
    forbidden: 'credential',
  },
];
