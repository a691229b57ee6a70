import type { Dialect, Tenant as TenantOf } from '../../http/caller.ts';
import type { ErrorBody } from './error-body.ts';
import { judge } from './verdict.ts';

/** One instance of Unleash, as the endpoint functions of this adapter see it. */
export type Tenant = TenantOf<ErrorBody>;

/** Unleash's Admin API. */
export const UNLEASH_DIALECT: Dialect<ErrorBody> = {
  product: 'Unleash',
  headers: () => ({
    accept: 'application/json',
    'user-agent': 'atlan-lifecycle',
  }),
  authorization: (token) => token,
  judge,
  // the length of the one window that Unleash has of its own
  blockMs: 60_000,
  blockJitterMs: 5_000,
};
