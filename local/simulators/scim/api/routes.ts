import type { ApiRoute } from './api-request.ts';
import { listSchemas, listTypes, showConfig } from './discovery.ts';
import { createGroup, deleteGroup, getGroup, listGroups, patchGroup, replaceGroup } from './groups.ts';
import { createUser, deleteUser, getUser, listUsers, patchUser, replaceUser } from './users.ts';

/** Every endpoint; `METHOD pattern` is its key in faults, counters and the request log. */
export const apiRoutes: readonly ApiRoute[] = [
  { method: 'GET', pattern: '/ServiceProviderConfig', handle: showConfig },
  { method: 'GET', pattern: '/ResourceTypes', handle: listTypes },
  { method: 'GET', pattern: '/Schemas', handle: listSchemas },
  { method: 'GET', pattern: '/Users', handle: listUsers },
  { method: 'POST', pattern: '/Users', handle: createUser },
  { method: 'GET', pattern: '/Users/{id}', handle: getUser },
  { method: 'PUT', pattern: '/Users/{id}', handle: replaceUser },
  { method: 'PATCH', pattern: '/Users/{id}', handle: patchUser },
  { method: 'DELETE', pattern: '/Users/{id}', handle: deleteUser },
  { method: 'GET', pattern: '/Groups', handle: listGroups },
  { method: 'POST', pattern: '/Groups', handle: createGroup },
  { method: 'GET', pattern: '/Groups/{id}', handle: getGroup },
  { method: 'PUT', pattern: '/Groups/{id}', handle: replaceGroup },
  { method: 'PATCH', pattern: '/Groups/{id}', handle: patchGroup },
  { method: 'DELETE', pattern: '/Groups/{id}', handle: deleteGroup },
];
