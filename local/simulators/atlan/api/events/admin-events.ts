import { like } from '../../query/like.ts';
import type { ApiHandler } from '../api-request.ts';
import { eventPage, isAmongAsked, isAsked } from './event-page.ts';

const REALM = 'default';

/** Changes of users, roles and groups, whoever made them. `*` in a path that is asked for stands for anything. */
export const listAdminEvents: ApiHandler = (request) => {
  const { query, tenant, options } = request;
  const isPath = like(query.get('resourcePath')?.replaceAll('*', '%') ?? '%', false);
  return eventPage(request, {
    log: tenant.events.admin,
    matches: ({ operationType, resourceType, resourcePath, actor }) =>
      isAmongAsked(query, 'operationTypes', operationType) &&
      isAmongAsked(query, 'resourceTypes', resourceType) &&
      isPath(resourcePath) &&
      isAsked(query, 'authRealm', REALM) &&
      isAsked(query, 'authClient', actor.clientId) &&
      isAsked(query, 'authUser', actor.userId) &&
      isAsked(query, 'authIpAddress', actor.ipAddress),
    render: ({ time, operationType, resourceType, resourcePath, representation, actor }) => ({
      time,
      realmId: REALM,
      operationType,
      resourceType,
      resourcePath,
      ...(options.eventRepresentations && { representation }),
      authDetails: { realmId: REALM, ...actor },
    }),
  });
};
