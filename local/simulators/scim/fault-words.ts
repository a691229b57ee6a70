import type { FaultWords } from '../kit/faults/faulty-answer.ts';
import { json } from '../kit/http/answer.ts';
import { scimError } from '../kit/scim/answer.ts';

export const LOGIN_PATH = '/login';

/** Ordered failures, as the service says them, and the gateway before it: that one knows no SCIM. */
export const faultWords: FaultWords = {
  internalError: () => scimError(500, 'Something failed inside this server.'),
  unavailable: () => json(503, { message: 'Service Unavailable' }),
  gatewayTimeout: () => json(504, { message: 'The upstream server is timing out' }),
  unauthorized: () => scimError(401, 'The bearer token is not known.'),
  forbidden: () => json(403, { message: 'Forbidden' }),
  forbiddenAccount: () => scimError(403, 'This resource may not be changed.'),
  rateLimited: (headers) => json(429, { message: 'Too Many Requests' }, headers),
  loginUrl: (baseUrl) => `${baseUrl}${LOGIN_PATH}`,
};
