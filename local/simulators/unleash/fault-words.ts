import type { FaultWords } from '../kit/faults/faulty-answer.ts';
import { json } from '../kit/http/answer.ts';
import { frameworkError, serviceError } from './http/answer.ts';
import { tooMany } from './http/create-limit.ts';

/** Ordered failures, as Unleash or a gateway before it words them. */
export const faultWords: FaultWords = {
  internalError: () => serviceError(500, 'UnknownError', 'something went wrong'),
  unavailable: () => json(503, { message: 'Service Unavailable' }),
  gatewayTimeout: () => json(504, { message: 'The upstream server is timing out' }),
  unauthorized: () => frameworkError(401, 'UnauthorizedError', 'You must log in to use Unleash.'),
  forbidden: () => mayNot(),
  forbiddenAccount: () => scimManaged(),
  rateLimited: tooMany,
  loginUrl: (baseUrl) => `${baseUrl}/login`,
};

/** About the credential. */
export const mayNot = () =>
  frameworkError(403, 'PermissionError', 'You do not have the required permission (ADMIN) to perform this action.', {
    permissions: ['ADMIN'],
  });

/** About one user. */
export const scimManaged = () =>
  serviceError(403, 'ForbiddenError', 'This user is managed by your SCIM provider and cannot be changed manually');
