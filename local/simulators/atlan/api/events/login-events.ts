import type { ApiHandler } from '../api-request.ts';
import { eventPage, isAmongAsked, isAsked } from './event-page.ts';

const CLIENT = 'atlan-frontend';

/** What people did themselves: invitations that they accepted, sign-ins, and lockouts. People who were removed stay in it. */
export const listLogins: ApiHandler = (request) => {
  const { query, tenant } = request;
  return eventPage(request, {
    log: tenant.events.login,
    matches: ({ type, userId, ipAddress }) =>
      isAmongAsked(query, 'type', type) &&
      isAsked(query, 'user', userId) &&
      isAsked(query, 'client', CLIENT) &&
      isAsked(query, 'ipAddress', ipAddress),
    render: ({ time, type, userId, username, sessionId, ipAddress, error }) => ({
      time,
      type,
      realmId: 'default',
      clientId: CLIENT,
      userId,
      sessionId,
      ipAddress,
      error,
      details: { username },
    }),
  });
};
