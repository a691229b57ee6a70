import type { Dialect } from '../../http/caller.ts';
import type { ErrorBody } from './error-body.ts';
import { judge } from './verdict.ts';

/** Atlassian's Organizations API and User Management API: one host, one key. */
export const ATLASSIAN_DIALECT: Dialect<ErrorBody> = {
  product: 'Atlassian',
  headers: () => ({
    accept: 'application/json',
    'user-agent': 'atlan-lifecycle',
  }),
  authorization: (token) => `Bearer ${token}`,
  judge,
  // no figure is published; a 429 nearly always names the instant
  blockMs: 60_000,
  blockJitterMs: 5_000,
};
