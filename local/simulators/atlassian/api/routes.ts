import { gateway } from '../http/answer.ts';
import type { ApiHandler, ApiRoute } from './api-request.ts';
import { listDirectories } from './directories.ts';
import {
  addMember,
  createGroup,
  deleteGroup,
  grantAccess,
  listGrants,
  removeMember,
  revokeAccess,
} from './groups/change-groups.ts';
import { countGroups, groupDetails, groupStats, listGroups, searchGroups } from './groups/read-groups.ts';
import { removeUser, restoreUser, suspendUser } from './users/change-users.ts';
import { inviteUsers } from './users/invite-users.ts';
import { disableAccount, enableAccount, privileges } from './users/managed-account.ts';
import { countUsers, searchUsers, userDetails } from './users/read-users.ts';

const ORG = '/admin/v2/orgs/{orgId}';
const DIRECTORY = `${ORG}/directories/{directoryId}`;
const GROUP = `${DIRECTORY}/groups/{groupId}`;
const ENDED = '/admin/v1/orgs/{orgId}';
const MANAGE = '/users/{accountId}/manage';

/** Version 1 is not there any more. */
const ended: ApiHandler = ({ options: { endedStatus } }) =>
  gateway(endedStatus, endedStatus === 410 ? 'Gone' : 'Not Found');

/** Every endpoint; `METHOD pattern` is its key in faults, counters and the request log. */
export const apiRoutes: readonly ApiRoute[] = [
  { method: 'GET', pattern: `${ORG}/directories`, handle: listDirectories },
  { method: 'POST', pattern: `${ORG}/users/invite`, handle: inviteUsers },
  { method: 'POST', pattern: `${DIRECTORY}/users/search`, handle: searchUsers },
  { method: 'GET', pattern: `${DIRECTORY}/users/count`, handle: countUsers },
  { method: 'GET', pattern: `${DIRECTORY}/users/{userId}`, handle: userDetails },
  { method: 'DELETE', pattern: `${DIRECTORY}/users/{accountId}`, handle: removeUser },
  { method: 'POST', pattern: `${DIRECTORY}/users/{accountId}/suspend`, handle: suspendUser },
  { method: 'POST', pattern: `${DIRECTORY}/users/{accountId}/restore`, handle: restoreUser },
  { method: 'GET', pattern: `${DIRECTORY}/groups`, handle: listGroups },
  { method: 'POST', pattern: `${DIRECTORY}/groups`, handle: createGroup },
  { method: 'POST', pattern: `${DIRECTORY}/groups/search`, handle: searchGroups },
  { method: 'GET', pattern: `${DIRECTORY}/groups/count`, handle: countGroups },
  { method: 'GET', pattern: `${DIRECTORY}/groups/stats`, handle: groupStats },
  { method: 'GET', pattern: GROUP, handle: groupDetails },
  { method: 'DELETE', pattern: GROUP, handle: deleteGroup },
  { method: 'POST', pattern: `${GROUP}/memberships`, handle: addMember },
  { method: 'DELETE', pattern: `${GROUP}/memberships/{accountId}`, handle: removeMember },
  { method: 'GET', pattern: `${GROUP}/role-assignments`, handle: listGrants },
  { method: 'POST', pattern: `${GROUP}/role-assignments/assign`, handle: grantAccess },
  { method: 'POST', pattern: `${GROUP}/role-assignments/revoke`, handle: revokeAccess },
  { method: 'GET', pattern: MANAGE, handle: privileges },
  { method: 'POST', pattern: `${MANAGE}/lifecycle/disable`, handle: disableAccount },
  { method: 'POST', pattern: `${MANAGE}/lifecycle/enable`, handle: enableAccount },
  { method: 'POST', pattern: `${ENDED}/groups/search`, handle: ended },
  { method: 'POST', pattern: `${ENDED}/directory/groups`, handle: ended },
  { method: 'DELETE', pattern: `${ENDED}/directory/groups/{groupId}`, handle: ended },
  { method: 'POST', pattern: `${ENDED}/directory/groups/{groupId}/roles/assign`, handle: ended },
  { method: 'POST', pattern: `${ENDED}/directory/groups/{groupId}/roles/revoke`, handle: ended },
  { method: 'POST', pattern: `${ENDED}/directory/groups/{groupId}/memberships`, handle: ended },
  { method: 'DELETE', pattern: `${ENDED}/directory/groups/{groupId}/memberships/{accountId}`, handle: ended },
  { method: 'POST', pattern: `${ENDED}/users/search`, handle: ended },
  { method: 'POST', pattern: `${ENDED}/users/invite`, handle: ended },
  { method: 'DELETE', pattern: `${ENDED}/directory/users/{accountId}`, handle: ended },
  { method: 'POST', pattern: `${ENDED}/directory/users/{accountId}/suspend-access`, handle: ended },
  { method: 'POST', pattern: `${ENDED}/directory/users/{accountId}/restore-access`, handle: ended },
];
