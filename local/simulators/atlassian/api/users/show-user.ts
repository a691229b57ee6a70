import { isManaged } from '../../organisation/organisation.ts';
import { type Membership, stateOf, type User } from '../../organisation/records.ts';
import type { ApiRequest } from '../api-request.ts';

type Rendered = Readonly<Record<string, unknown>>;

/** The membership over the directories of the path: suspended only where all are. */
export function membershipIn(user: User, directoryId: string): Membership | 'no_membership' {
  const memberships = directoryId === '-' ? Object.values(user.memberships) : [user.memberships[directoryId]];
  const known = memberships.filter((one) => one !== undefined);
  if (known.length === 0) return 'no_membership';
  return known.every((one) => one === 'suspended') ? 'suspended' : 'active';
}

const STATUSES = {
  active: 'active',
  suspended: 'suspended',
  deactivated: 'deactivated',
  closed: 'deactivated',
  'for-deletion': 'for_deletion',
  'not-a-member': 'not_invited',
} as const;

/** What search and details have in common. */
export function shownUser(user: User, directoryId: string, request: ApiRequest): Rendered {
  const { options, hiddenFields } = request;
  const managed = isManaged(user, options);
  const shown: Rendered = {
    accountId: user.id,
    accountType: user.accountType,
    name: user.name,
    nickname: user.name,
    ...((!options.hideEmails || managed) && { email: user.email }),
    emailVerified: true,
    accountStatus: user.accountStatus,
    membershipStatus: membershipIn(user, directoryId),
    status: STATUSES[stateOf(user, directoryId)],
    claimStatus: managed ? 'managed' : 'unmanaged',
    managementSource: user.managementSource,
    addedToOrg: new Date(user.addedAt).toISOString(),
  };
  return without(shown, hiddenFields(user.id));
}

/** `expand` adds what a plain answer leaves out. */
export function expanded(user: User, expand: readonly string[], request: ApiRequest): Rendered {
  const { options, seen, hiddenFields } = request;
  const idOf = (id: string) => (options.groupIds === 'ari' ? `ari:cloud:identity::group/${id}` : id);
  const groups = user.groupIds.flatMap((id) => seen.groups.get(id) ?? []);
  const more: Rendered = {
    ...(expand.includes('platformRoles') && {
      platformRoles: options.platformRoles === 'nested' ? [user.platformRoles] : user.platformRoles,
    }),
    ...(expand.includes('groups') && {
      groups: groups.map(({ id, name, description }) => ({ id: idOf(id), name, description })),
    }),
  };
  return without(more, hiddenFields(user.id));
}

const without = (shown: Rendered, hidden: readonly string[]): Rendered =>
  Object.fromEntries(Object.entries(shown).filter(([name]) => !hidden.includes(name)));
