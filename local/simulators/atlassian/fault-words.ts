import type { FaultWords } from '../kit/faults/faulty-answer.ts';
import { gateway, problem } from './http/answer.ts';

export const LOGIN_PATH = '/login';
const SHAPE = { errorShape: 'errors' } as const;

/** Ordered failures, as Atlassian's services and the gateway before them word them. */
export const faultWords: FaultWords = {
  internalError: () =>
    problem(SHAPE, { status: 500, code: 'ADMIN-500-1', title: 'Internal error', detail: 'Unexpected failure' }),
  unavailable: () => gateway(503, 'Service Unavailable'),
  gatewayTimeout: () => gateway(504, 'Gateway Timeout'),
  unauthorized: () => gateway(401, 'Unauthorized'),
  forbidden: () => gateway(403, 'Forbidden'),
  forbiddenAccount: () =>
    problem(SHAPE, { status: 403, code: 'ADMIN-403-5', title: 'Forbidden', detail: 'Not allowed to manage this' }),
  rateLimited: (headers) => gateway(429, 'Too Many Requests', headers),
  loginUrl: (baseUrl) => `${baseUrl}${LOGIN_PATH}`,
};
