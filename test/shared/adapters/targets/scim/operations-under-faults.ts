import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import type { ScimUnderTest } from '../../../../support/scim.ts';

/** A directory with one person and two groups to work on. */
export async function stage(scim: ScimUnderTest) {
  const group = await scim.control<{ id: string }>('POST', 'groups', { name: 'Data Eng' });
  const other = await scim.control<{ id: string }>('POST', 'groups', { name: 'Analysts' });
  const person = { email: 'ada@example.com', groups: ['Data Eng'] };
  const { id } = await scim.control<{ id: string }>('POST', 'users', person);
  // what a process asks once is asked before
  await scim.target.listAccounts(undefined, scim.call);
  await scim.target.groupsOf(id, scim.call);
  return { scim, userId: id, groupId: group.id, otherGroupId: other.id };
}
type Stage = Awaited<ReturnType<typeof stage>>;

export interface State {
  readonly users: readonly { readonly email: string; readonly state: string; readonly groups: readonly string[] }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

export interface Operation {
  readonly name: string;
  readonly endpoint: string;
  readonly run: (stage: Stage) => Promise<Outcome<unknown>>;
  /** For a write: whether the far side shows it. */
  readonly happened?: (state: State, stage: Stage) => boolean;
  /** What a 403 of the SCIM service is about. */
  readonly forbidden: 'resource' | 'credential';
}

const ada = ({ users }: State) => users.find(({ email }) => email === 'ada@example.com');

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'identity',
    endpoint: 'GET /Users',
    run: ({ scim }) => scim.target.identity(scim.call),
    forbidden: 'credential',
  },
  {
    name: 'find by id',
    endpoint: 'GET /Users/{id}',
    run: ({ scim, userId }) => scim.target.findByIds([userId], scim.call),
    forbidden: 'resource',
  },
  {
    name: 'find by e-mail',
    endpoint: 'GET /Users',
    run: ({ scim }) => scim.target.findByEmails(['ada@example.com'], scim.call),
    forbidden: 'credential',
  },
  {
    name: 'list accounts',
    endpoint: 'GET /Users',
    run: ({ scim }) => scim.target.listAccounts(undefined, scim.call),
    forbidden: 'credential',
  },
  {
    name: 'create a user',
    endpoint: 'POST /Users',
    run: async ({ scim }) =>
      (await scim.target.invite([{ email: 'bob@example.com', role: 'user' }], scim.call)).get('bob@example.com')!,
    happened: ({ users }) => users.some(({ email }) => email === 'bob@example.com'),
    forbidden: 'resource',
  },
  {
    name: 'disable',
    endpoint: 'PATCH /Users/{id}',
    run: ({ scim, userId }) => scim.target.setEnabled(userId, false, scim.call),
    happened: (state) => ada(state)?.state === 'disabled',
    forbidden: 'resource',
  },
  {
    name: 'disable by PUT',
    endpoint: 'PUT /Users/{id}',
    run: ({ scim, userId }) => scim.another({ options: { deactivate: 'put' } }).setEnabled(userId, false, scim.call),
    happened: (state) => ada(state)?.state === 'disabled',
    forbidden: 'resource',
  },
  {
    name: 'disable by DELETE',
    endpoint: 'DELETE /Users/{id}',
    run: ({ scim, userId }) => scim.another({ options: { deactivate: 'delete' } }).setEnabled(userId, false, scim.call),
    happened: (state) => ada(state) === undefined,
    forbidden: 'resource',
  },
  {
    name: 'groups of a user',
    endpoint: 'GET /Users/{id}',
    run: ({ scim, userId }) => scim.target.groupsOf(userId, scim.call),
    forbidden: 'resource',
  },
  {
    name: 'add to groups',
    endpoint: 'PATCH /Groups/{id}',
    run: ({ scim, userId, otherGroupId }) => scim.target.addToGroups(userId, [otherGroupId], scim.call),
    happened: (state) => ada(state)?.groups.includes('Analysts') === true,
    forbidden: 'resource',
  },
  {
    name: 'remove from a group',
    endpoint: 'PATCH /Groups/{id}',
    run: ({ scim, userId, groupId }) => scim.target.removeFromGroup(groupId, [userId], scim.call),
    happened: (state) => ada(state)?.groups.includes('Data Eng') === false,
    forbidden: 'resource',
  },
  {
    name: 'list groups',
    endpoint: 'GET /Groups',
    run: ({ scim }) => scim.target.listGroups(scim.call),
    forbidden: 'credential',
  },
  {
    name: 'create a group',
    endpoint: 'POST /Groups',
    run: ({ scim }) => scim.target.createGroup({ alias: 'New Group' }, scim.call),
    happened: ({ groups }) => groups.some(({ name }) => name === 'New Group'),
    forbidden: 'credential',
  },
  {
    name: 'details of a group',
    endpoint: 'GET /Groups/{id}',
    run: ({ scim, groupId }) => scim.target.groupAdministration!.details(groupId, scim.call),
    forbidden: 'resource',
  },
  {
    name: 'members of a group',
    endpoint: 'GET /Groups/{id}',
    run: ({ scim, groupId }) => scim.target.groupAdministration!.members(groupId, scim.call),
    forbidden: 'resource',
  },
  {
    name: 'count groups',
    endpoint: 'GET /Groups',
    run: ({ scim }) => scim.target.groupAdministration!.count!(scim.call),
    forbidden: 'credential',
  },
  {
    name: 'delete a group',
    endpoint: 'DELETE /Groups/{id}',
    run: ({ scim, groupId }) => scim.target.groupAdministration!.remove(groupId, scim.call),
    happened: ({ groups }, { groupId }) => !groups.some(({ id }) => id === groupId),
    forbidden: 'resource',
  },
];
