import type { Answer } from '../../../kit/http/answer.ts';
import type { Route } from '../../../kit/http/route.ts';
import { refuse } from '../../../kit/scim/answer.ts';
import type { Group } from '../../tenant/group.ts';
import { type ScimUser, scimUsers } from '../../tenant/scim-side.ts';
import type { TenantView } from '../../tenant/tenant.ts';
import type { ApiRequest } from '../api-request.ts';

/** A request of the holder of the SCIM token: the identity provider, or a system in its place. */
export type ScimRequest = Omit<ApiRequest, 'caller'>;

export type ScimRoute = Route<(request: ScimRequest) => Answer>;

/** The bearer is the token that an administrator generated for SCIM, and no API token. */
export function authenticateScim(header: string | undefined, token: string | undefined): void {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(header ?? '')?.[1];
  if (token === undefined || bearer !== token) throw refuse(401, 'The bearer is not the SCIM token of this tenant.');
}

/** In the current state, for writes. */
export const scimUserInPath = (request: ScimRequest): ScimUser => scimUserIn(request, request.tenant);

/** @throws {Refused} 404 for an id that SCIM does not know. */
export function scimUserIn({ tenant, params }: ScimRequest, view: Pick<TenantView, 'users'>): ScimUser {
  const user = scimUsers(tenant.scim, view).find(({ id }) => id === params.get('id'));
  if (user === undefined) throw refuse(404, 'There is no such user.');
  return user;
}

/** A group that the identity provider knows: one that an administrator has mapped. */
export function scimGroupInPath(request: ScimRequest): Group {
  const group = mappedGroups(request).find(({ id }) => id === request.params.get('id'));
  if (group === undefined) throw refuse(404, 'There is no such group, or it is not mapped.');
  return group;
}

export const mappedGroups = ({ view, options: { idpMappedGroups } }: ScimRequest): readonly Group[] =>
  [...view.groups.values()].filter(({ name }) => idpMappedGroups.includes(name));
