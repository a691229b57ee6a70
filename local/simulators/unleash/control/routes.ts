import type { ControlRoute } from '../../kit/control/control-request.ts';
import type { UnleashWorld } from '../world.ts';
import { createGroup, editGroup } from './edit-groups.ts';
import { createUser, deleteUser, editUser, signIn } from './edit-users.ts';
import { showState } from './state.ts';

export const controlRoutes: readonly ControlRoute<UnleashWorld>[] = [
  { method: 'GET', pattern: '/_control/state', handle: showState },
  { method: 'POST', pattern: '/_control/sign-in', handle: signIn },
  { method: 'POST', pattern: '/_control/users', handle: createUser },
  { method: 'POST', pattern: '/_control/users/{id}', handle: editUser },
  { method: 'DELETE', pattern: '/_control/users/{id}', handle: deleteUser },
  { method: 'POST', pattern: '/_control/groups', handle: createGroup },
  { method: 'POST', pattern: '/_control/groups/{id}', handle: editGroup },
];
