import type { ControlRoute } from '../../kit/control/control-request.ts';
import type { AtlassianWorld } from '../world.ts';
import { createGroup, deleteGroup } from './edit-groups.ts';
import { createUser, deleteUser, editUser, signIn } from './edit-users.ts';
import { showState } from './state.ts';

/** What a test, or the page, may do beside what every simulator has. */
export const controlRoutes: readonly ControlRoute<AtlassianWorld>[] = [
  { method: 'GET', pattern: '/_control/state', handle: showState },
  { method: 'POST', pattern: '/_control/users', handle: createUser },
  { method: 'POST', pattern: '/_control/users/{id}', handle: editUser },
  { method: 'DELETE', pattern: '/_control/users/{id}', handle: deleteUser },
  { method: 'POST', pattern: '/_control/groups', handle: createGroup },
  { method: 'DELETE', pattern: '/_control/groups/{id}', handle: deleteGroup },
  { method: 'POST', pattern: '/_control/sign-in', handle: signIn },
];
