import type { FaultWords } from '../kit/faults/faulty-answer.ts';
import { forbiddenAccount, gatewayError, heraclesError } from './http/answer.ts';

export const LOGIN_PATH = '/auth/realms/default/protocol/openid-connect/auth';

/** Ordered failures, as Atlan's services and the gateway before them word them. */
export const faultWords: FaultWords = {
  internalError: () => heraclesError(500, 'internal error', '500 Internal Server Error: unexpected failure'),
  unavailable: () => gatewayError(503, 'Service Unavailable'),
  gatewayTimeout: () => gatewayError(504, 'The upstream server is timing out'),
  unauthorized: () => gatewayError(401, 'Unauthorized'),
  forbidden: () => gatewayError(403, 'Forbidden'),
  forbiddenAccount: () => forbiddenAccount('This operation is not allowed on this account.'),
  rateLimited: (headers) => gatewayError(429, 'API rate limit exceeded', headers),
  loginUrl: (baseUrl) => `${baseUrl}${LOGIN_PATH}?client_id=atlan-frontend&response_type=code`,
};
