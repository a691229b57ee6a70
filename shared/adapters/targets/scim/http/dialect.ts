import type { Dialect } from '../../http/caller.ts';
import type { ScimError } from './error-body.ts';
import { judge } from './verdict.ts';

/** SCIM 2.0 (RFC 7644). The media type of a body stands in the headers of its request. */
export const SCIM_DIALECT: Dialect<ScimError> = {
  product: 'the SCIM server',
  headers: (requestId) => ({
    accept: 'application/scim+json, application/json;q=0.9',
    'user-agent': 'atlan-lifecycle',
    'x-request-id': requestId,
  }),
  authorization: (token) => `Bearer ${token}`,
  judge,
  // no figure is published; a minute is what the products of this kind block for
  blockMs: 60_000,
  blockJitterMs: 5_000,
};
