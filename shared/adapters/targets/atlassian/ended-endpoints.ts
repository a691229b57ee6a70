import { ATLASSIAN_V1_ENDED } from './traits.ts';

/** An endpoint of version 1 that ended on `ATLASSIAN_V1_ENDED`, and what this client calls instead. */
interface EndedEndpoint {
  /** As the operations of this client are named in logs and receipts. */
  readonly operation: string;
  /** Below `/admin`. */
  readonly v1: string;
  readonly v2: string;
  /** What else differs for a caller who moves. */
  readonly differs: string;
}

const V1 = '/v1/orgs/{orgId}';
const V2 = '/v2/orgs/{orgId}/directories/{directoryId}';

/** All twelve; the seven of groups first. `docs/providers/atlassian.md` shows this table. */
export const ENDED_ENDPOINTS: readonly EndedEndpoint[] = [
  {
    operation: 'groups.search',
    v1: `POST ${V1}/groups/search`,
    v2: `POST ${V2}/groups/search`,
    differs: 'groupNames is a list of exact names; at most 100 a page instead of 1,000',
  },
  {
    operation: 'groups.create',
    v1: `POST ${V1}/directory/groups`,
    v2: `POST ${V2}/groups`,
    differs: '201 without a body: the id is found by the exact name',
  },
  {
    operation: 'groups.delete',
    v1: `DELETE ${V1}/directory/groups/{groupId}`,
    v2: `DELETE ${V2}/groups/{groupId}`,
    differs: '204; there is no forceIfNotEmpty',
  },
  {
    operation: 'groups.grant-access',
    v1: `POST ${V1}/directory/groups/{groupId}/roles/assign`,
    v2: `POST ${V2}/groups/{groupId}/role-assignments/assign`,
    differs: 'one role a request, 200 instead of 202',
  },
  {
    operation: 'groups.revoke-access',
    v1: `POST ${V1}/directory/groups/{groupId}/roles/revoke`,
    v2: `POST ${V2}/groups/{groupId}/role-assignments/revoke`,
    differs: 'one role a request, 204 instead of 202',
  },
  {
    operation: 'groups.add-member',
    v1: `POST ${V1}/directory/groups/{groupId}/memberships`,
    v2: `POST ${V2}/groups/{groupId}/memberships`,
    differs: 'accountId instead of account_id; 204, and 409 has two meanings',
  },
  {
    operation: 'groups.remove-member',
    v1: `DELETE ${V1}/directory/groups/{groupId}/memberships/{accountId}`,
    v2: `DELETE ${V2}/groups/{groupId}/memberships/{accountId}`,
    differs: '204 without a body',
  },
  {
    operation: 'users.search',
    v1: `POST ${V1}/users/search`,
    v2: `POST ${V2}/users/search`,
    differs: 'emails is a list of at most 100 exact addresses',
  },
  {
    operation: 'users.invite',
    v1: `POST ${V1}/users/invite`,
    v2: 'POST /v2/orgs/{orgId}/users/invite',
    differs: 'a list of emails, and 206 where a part of it failed',
  },
  {
    operation: 'users.remove',
    v1: `DELETE ${V1}/directory/users/{accountId}`,
    v2: `DELETE ${V2}/users/{accountId}`,
    differs: '204 instead of a queued removal',
  },
  {
    operation: 'users.suspend',
    v1: `POST ${V1}/directory/users/{accountId}/suspend-access`,
    v2: `POST ${V2}/users/{accountId}/suspend`,
    differs: '204; needs a JSON body, if an empty one',
  },
  {
    operation: 'users.restore',
    v1: `POST ${V1}/directory/users/{accountId}/restore-access`,
    v2: `POST ${V2}/users/{accountId}/restore`,
    differs: '204; needs a JSON body, if an empty one',
  },
];

/** What an operator is told who asks for version 1 of the endpoints of groups: that it ended, and what replaces each. */
export const endedGroupEndpoints = (): string => {
  const calls = ENDED_ENDPOINTS.filter(({ operation }) => operation.startsWith('groups.')).map(
    ({ v1, v2 }) => `${v1} is ${v2}`,
  );
  return `Atlassian ended version 1 of its endpoints of groups on ${ATLASSIAN_V1_ENDED}, and version 2 is used; leave --api out. ${calls.join('; ')}`;
};
