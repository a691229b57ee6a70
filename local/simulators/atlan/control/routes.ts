import type { ControlRoute } from './control-request.ts';
import { createGroup } from './create-group.ts';
import { createUser, deleteUser, editUser } from './edit-users.ts';
import {
  changeClock,
  changeOptions,
  clearFaults,
  replaceFaults,
  resetAll,
  resetCounters,
  rotateToken,
  showClock,
  showCounters,
  showEndpoints,
  showFaults,
  showOptions,
  showRequests,
} from './knobs.ts';
import { accept, signIn } from './people.ts';
import { searchUsers, showState } from './state.ts';

export const controlRoutes: readonly ControlRoute[] = [
  { method: 'GET', pattern: '/_control/state', handle: showState },
  { method: 'GET', pattern: '/_control/users', handle: searchUsers },
  { method: 'POST', pattern: '/_control/accept', handle: accept },
  { method: 'POST', pattern: '/_control/sign-in', handle: signIn },
  { method: 'POST', pattern: '/_control/users', handle: createUser },
  { method: 'POST', pattern: '/_control/users/{id}', handle: editUser },
  { method: 'DELETE', pattern: '/_control/users/{id}', handle: deleteUser },
  { method: 'POST', pattern: '/_control/groups', handle: createGroup },
  { method: 'POST', pattern: '/_control/tokens/rotate', handle: rotateToken },
  { method: 'GET', pattern: '/_control/requests', handle: showRequests },
  { method: 'GET', pattern: '/_control/counters', handle: showCounters },
  { method: 'POST', pattern: '/_control/counters/reset', handle: resetCounters },
  { method: 'GET', pattern: '/_control/endpoints', handle: showEndpoints },
  { method: 'GET', pattern: '/_control/faults', handle: showFaults },
  { method: 'PUT', pattern: '/_control/faults', handle: replaceFaults },
  { method: 'DELETE', pattern: '/_control/faults', handle: clearFaults },
  { method: 'GET', pattern: '/_control/options', handle: showOptions },
  { method: 'PATCH', pattern: '/_control/options', handle: changeOptions },
  { method: 'GET', pattern: '/_control/clock', handle: showClock },
  { method: 'POST', pattern: '/_control/clock', handle: changeClock },
  { method: 'POST', pattern: '/_control/reset', handle: resetAll },
];
