import type { Dialect } from '../../http/caller.ts';
import { CLIENT_BEARER } from './client-bearer.ts';
import type { ErrorBody } from './error-body.ts';
import { judge } from './verdict.ts';

/** Atlan's REST API. */
export const ATLAN_DIALECT: Dialect<ErrorBody> = {
  product: 'Atlan',
  headers: (requestId) => ({
    accept: 'application/json',
    'user-agent': 'atlan-lifecycle',
    'x-atlan-request-id': requestId,
  }),
  authorization: (token) => `Bearer ${token}`,
  client: CLIENT_BEARER,
  judge,
  // Atlan's own figure for a block after too many requests
  blockMs: 60_000,
  blockJitterMs: 5_000,
};
