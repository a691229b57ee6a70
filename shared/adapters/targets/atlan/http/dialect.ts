import type { Dialect } from '../../http/caller.ts';
import type { ErrorBody } from './error-body.ts';
import { judge } from './verdict.ts';

/** Atlan's REST API. */
export const ATLAN_DIALECT: Dialect<ErrorBody> = {
  product: 'Atlan',
  headers: ({ token }, requestId) => ({
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'user-agent': 'atlan-lifecycle',
    'x-atlan-request-id': requestId,
  }),
  judge,
  // Atlan's own figure for a block after too many requests
  blockMs: 60_000,
  blockJitterMs: 5_000,
};
