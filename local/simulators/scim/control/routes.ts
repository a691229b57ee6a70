import type { ControlRoute } from '../../kit/control/control-request.ts';
import type { ScimWorld } from '../world.ts';
import { createGroup, deleteGroup } from './groups.ts';
import { showState } from './state.ts';
import { createMany, createUser, deleteUser, editUser, signIn } from './users.ts';

export const controlRoutes: readonly ControlRoute<ScimWorld>[] = [
  { method: 'GET', pattern: '/_control/state', handle: showState },
  { method: 'POST', pattern: '/_control/users', handle: createUser },
  { method: 'POST', pattern: '/_control/users/many', handle: createMany },
  { method: 'POST', pattern: '/_control/users/{id}', handle: editUser },
  { method: 'DELETE', pattern: '/_control/users/{id}', handle: deleteUser },
  { method: 'POST', pattern: '/_control/groups', handle: createGroup },
  { method: 'DELETE', pattern: '/_control/groups/{id}', handle: deleteGroup },
  { method: 'POST', pattern: '/_control/sign-in', handle: signIn },
];
