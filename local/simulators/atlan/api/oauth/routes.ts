import { endpointKey } from '../../../kit/http/route.ts';
import { notFound } from '../../http/answer.ts';
import type { ApiRoute } from '../api-request.ts';
import { createClient, deleteClient, getClient, listClients, updateClient } from './oauth-clients.ts';

const BASE = '/api/service/oauth-clients';

/** Answered before a caller is asked for (`issueBearer`). */
const issue: ApiRoute = { method: 'POST', pattern: `${BASE}/token`, handle: () => notFound('no such path') };

export const oauthRoutes: readonly ApiRoute[] = [
  issue,
  { method: 'GET', pattern: BASE, handle: listClients },
  { method: 'POST', pattern: BASE, handle: createClient },
  { method: 'GET', pattern: `${BASE}/{clientId}`, handle: getClient },
  { method: 'PUT', pattern: `${BASE}/{clientId}`, handle: updateClient },
  { method: 'DELETE', pattern: `${BASE}/{clientId}`, handle: deleteClient },
];

export const isIssue = (key: string): boolean => key === endpointKey(issue);
