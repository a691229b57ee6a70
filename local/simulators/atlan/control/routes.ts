import type { ControlRoute } from '../../kit/control/control-request.ts';
import { SCREENS } from '../tenant/events/actor.ts';
import type { AtlanWorld } from '../world.ts';
import { createAsset } from './create-asset.ts';
import { createGroup } from './create-group.ts';
import { createUser, deleteUser, editUser } from './edit-users.ts';
import { accept, generateScimToken, signIn } from './people.ts';
import { createOnlyInScim, viewByScim } from './scim-users.ts';
import { searchUsers, showState } from './state.ts';

const routes: readonly ControlRoute<AtlanWorld>[] = [
  { method: 'GET', pattern: '/_control/state', handle: showState },
  { method: 'GET', pattern: '/_control/users', handle: searchUsers },
  { method: 'POST', pattern: '/_control/accept', handle: accept },
  { method: 'POST', pattern: '/_control/sign-in', handle: signIn },
  { method: 'POST', pattern: '/_control/scim-token', handle: generateScimToken },
  { method: 'POST', pattern: '/_control/scim-users', handle: createOnlyInScim },
  { method: 'PUT', pattern: '/_control/scim-users/{id}', handle: viewByScim },
  { method: 'POST', pattern: '/_control/users', handle: createUser },
  { method: 'POST', pattern: '/_control/users/{id}', handle: editUser },
  { method: 'DELETE', pattern: '/_control/users/{id}', handle: deleteUser },
  { method: 'POST', pattern: '/_control/groups', handle: createGroup },
  { method: 'POST', pattern: '/_control/assets', handle: createAsset },
];

/** What they change, a person in Atlan's own screens has changed. */
export const controlRoutes: readonly ControlRoute<AtlanWorld>[] = routes.map((route) => ({
  ...route,
  handle: (request) => request.world.tenant.events.by(SCREENS, () => route.handle(request)),
}));
