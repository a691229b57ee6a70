import type { ApiEndpoint, ApiRoute } from './api-request.ts';
import { getGroup, listGroups } from './groups/read-groups.ts';
import { createGroup, deleteGroup, updateGroup } from './groups/write-groups.ts';
import { accessible, adminCount, currentUser, listRoles, permissionsOf, statistics } from './instance.ts';
import { getUser, listUsers, searchUsers } from './users/read-users.ts';
import { createUser, deleteUser, updateUser } from './users/write-users.ts';

const byAdmin = (handle: ApiEndpoint['handle']): ApiEndpoint => ({ handle, needs: 'admin' });
const byAnyone = (handle: ApiEndpoint['handle']): ApiEndpoint => ({ handle, needs: 'token' });
const ofEnterprise = (endpoint: ApiEndpoint): ApiEndpoint => ({ ...endpoint, isEnterprise: true });

/** Every endpoint; `METHOD pattern` is its key in faults, counters and the request log. */
export const apiRoutes: readonly ApiRoute[] = [
  { method: 'GET', pattern: '/api/admin/user', handle: byAnyone(currentUser) },
  { method: 'GET', pattern: '/api/admin/user-admin', handle: byAdmin(listUsers) },
  { method: 'POST', pattern: '/api/admin/user-admin', handle: byAdmin(createUser) },
  { method: 'GET', pattern: '/api/admin/user-admin/search', handle: byAnyone(searchUsers) },
  { method: 'GET', pattern: '/api/admin/user-admin/access', handle: byAnyone(accessible) },
  { method: 'GET', pattern: '/api/admin/user-admin/admin-count', handle: byAdmin(adminCount) },
  { method: 'GET', pattern: '/api/admin/user-admin/{id}', handle: byAdmin(getUser) },
  { method: 'PUT', pattern: '/api/admin/user-admin/{id}', handle: byAdmin(updateUser) },
  { method: 'DELETE', pattern: '/api/admin/user-admin/{id}', handle: byAdmin(deleteUser) },
  { method: 'GET', pattern: '/api/admin/user-admin/{id}/permissions', handle: byAdmin(permissionsOf) },
  { method: 'GET', pattern: '/api/admin/instance-admin/statistics', handle: byAdmin(statistics) },
  { method: 'GET', pattern: '/api/admin/groups', handle: ofEnterprise(byAdmin(listGroups)) },
  { method: 'POST', pattern: '/api/admin/groups', handle: ofEnterprise(byAdmin(createGroup)) },
  { method: 'GET', pattern: '/api/admin/groups/{groupId}', handle: ofEnterprise(byAdmin(getGroup)) },
  { method: 'PUT', pattern: '/api/admin/groups/{groupId}', handle: ofEnterprise(byAdmin(updateGroup)) },
  { method: 'DELETE', pattern: '/api/admin/groups/{groupId}', handle: ofEnterprise(byAdmin(deleteGroup)) },
  { method: 'GET', pattern: '/api/admin/roles', handle: ofEnterprise(byAdmin(listRoles)) },
];
