import { type Answer, Refused } from '../../../kit/http/answer.ts';
import { endpointKey } from '../../../kit/http/route.ts';
import { getScimGroup, listScimGroups, patchScimGroup, refuseScimGroup } from './groups.ts';
import { showProviderConfig } from './provider-config.ts';
import { authenticateScim, type ScimRequest, type ScimRoute } from './scim-request.ts';
import { createScimUser, deleteScimUser, getScimUser, listScimUsers, patchScimUser, replaceScimUser } from './users.ts';

const BASE = '/api/service/scim';

/** Not documented by Atlan beyond its address: what identity providers send, by RFC 7644. */
export const scimRoutes: readonly ScimRoute[] = [
  { method: 'GET', pattern: `${BASE}/ServiceProviderConfig`, handle: showProviderConfig },
  { method: 'GET', pattern: `${BASE}/Users`, handle: listScimUsers },
  { method: 'POST', pattern: `${BASE}/Users`, handle: createScimUser },
  { method: 'GET', pattern: `${BASE}/Users/{id}`, handle: getScimUser },
  { method: 'PUT', pattern: `${BASE}/Users/{id}`, handle: replaceScimUser },
  { method: 'PATCH', pattern: `${BASE}/Users/{id}`, handle: patchScimUser },
  { method: 'DELETE', pattern: `${BASE}/Users/{id}`, handle: deleteScimUser },
  { method: 'GET', pattern: `${BASE}/Groups`, handle: listScimGroups },
  { method: 'POST', pattern: `${BASE}/Groups`, handle: refuseScimGroup },
  { method: 'GET', pattern: `${BASE}/Groups/{id}`, handle: getScimGroup },
  { method: 'PATCH', pattern: `${BASE}/Groups/{id}`, handle: patchScimGroup },
  { method: 'DELETE', pattern: `${BASE}/Groups/{id}`, handle: refuseScimGroup },
];

const handlers = new Map(scimRoutes.map((route) => [endpointKey(route), route.handle]));

export const isScim = (key: string): boolean => handlers.has(key);

/** The answer of the SCIM service to a request for one of its endpoints; undefined for any other. */
export function serveScim(
  key: string,
  bearer: { readonly header: string | undefined; readonly token: string | undefined },
  request: () => ScimRequest,
): Answer | undefined {
  const handle = handlers.get(key);
  if (!handle) return undefined;
  try {
    authenticateScim(bearer.header, bearer.token);
    return handle(request());
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}
