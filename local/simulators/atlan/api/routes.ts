import { notFound } from '../http/answer.ts';
import type { ApiRoute } from './api-request.ts';
import { createToken, deleteToken, listTokens, updateToken } from './api-tokens.ts';
import { changeAssets } from './assets/change-assets.ts';
import { searchAssets } from './assets/search-assets.ts';
import { listAdminEvents } from './events/admin-events.ts';
import { listLogins } from './events/login-events.ts';
import { createGroup, deleteGroup, updateGroup } from './groups/change-groups.ts';
import { addMembers, addToGroups, removeMembers } from './groups/change-memberships.ts';
import { listMappers } from './groups/idp-mappers.ts';
import { groupMembers, groupsOfUser, listGroups, listGroupsV2 } from './groups/read-groups.ts';
import { listRoles } from './list-roles.ts';
import { oauthRoutes } from './oauth/routes.ts';
import { scimRoutes } from './scim/routes.ts';
import { inviteUsers } from './users/invite-users.ts';
import { currentUser, getUser, listUsers, userSessions, whoAmI } from './users/read-users.ts';
import { changeRole, deleteUser, putRoles, updateUser } from './users/update-user.ts';
import { submitWorkflow } from './workflows/submit-workflow.ts';
import { changeOwnership, searchRuns } from './workflows/workflow-runs.ts';

/** Every endpoint; `METHOD pattern` is its key in faults, counters and the request log. */
export const apiRoutes: readonly ApiRoute[] = [
  { method: 'GET', pattern: '/api/service/users', handle: listUsers },
  { method: 'POST', pattern: '/api/service/users', handle: inviteUsers },
  { method: 'GET', pattern: '/api/service/users/current', handle: currentUser },
  { method: 'GET', pattern: '/api/service/users/{id}', handle: getUser },
  { method: 'POST', pattern: '/api/service/users/{id}', handle: updateUser },
  { method: 'POST', pattern: '/api/service/users/{id}/delete', handle: deleteUser },
  { method: 'POST', pattern: '/api/service/users/{id}/roles/update', handle: changeRole },
  { method: 'PUT', pattern: '/api/service/users/{id}/roles', handle: putRoles },
  { method: 'GET', pattern: '/api/service/users/{id}/groups', handle: groupsOfUser },
  { method: 'POST', pattern: '/api/service/users/{id}/groups', handle: addToGroups },
  { method: 'GET', pattern: '/api/service/users/{id}/sessions', handle: userSessions },
  { method: 'GET', pattern: '/api/service/whoami', handle: whoAmI },
  { method: 'GET', pattern: '/api/service/groups', handle: listGroups },
  { method: 'GET', pattern: '/api/service/v2/groups', handle: listGroupsV2 },
  { method: 'POST', pattern: '/api/service/groups', handle: createGroup },
  { method: 'POST', pattern: '/api/service/groups/{id}', handle: updateGroup },
  { method: 'POST', pattern: '/api/service/groups/{id}/delete', handle: deleteGroup },
  { method: 'GET', pattern: '/api/service/groups/{id}/members', handle: groupMembers },
  { method: 'POST', pattern: '/api/service/groups/{id}/members', handle: addMembers },
  { method: 'POST', pattern: '/api/service/groups/{id}/members/remove', handle: removeMembers },
  { method: 'GET', pattern: '/api/service/roles', handle: listRoles },
  { method: 'GET', pattern: '/api/service/idp/{alias}/mappers', handle: listMappers },
  { method: 'GET', pattern: '/api/service/apikeys', handle: listTokens },
  { method: 'POST', pattern: '/api/service/apikeys', handle: createToken },
  { method: 'POST', pattern: '/api/service/apikeys/{id}', handle: updateToken },
  { method: 'DELETE', pattern: '/api/service/apikeys/{id}', handle: deleteToken },
  { method: 'GET', pattern: '/api/service/events/login', handle: listLogins },
  { method: 'GET', pattern: '/api/service/events/main', handle: listAdminEvents },
  { method: 'POST', pattern: '/api/service/workflows', handle: submitWorkflow },
  { method: 'POST', pattern: '/api/service/workflows/{name}/changeownership', handle: changeOwnership },
  { method: 'POST', pattern: '/api/service/runs/indexsearch', handle: searchRuns },
  { method: 'POST', pattern: '/api/meta/search/indexsearch', handle: searchAssets },
  { method: 'POST', pattern: '/api/meta/entity/bulk', handle: changeAssets },
  ...oauthRoutes,
  // a tenant without SCIM does not have these paths
  ...scimRoutes.map(({ method, pattern }) => ({ method, pattern, handle: () => notFound('no such path') })),
];
