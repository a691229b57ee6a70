import { refuse, scimJson } from '../../../kit/scim/answer.ts';
import type { ScimRoute } from './scim-request.ts';
import { MAX_PAGE } from './users.ts';

/** What this service supports, by RFC 7644 section 4; Atlan documents none of it. */
export const showProviderConfig: ScimRoute['handle'] = ({ options }) => {
  if (!options.scimProviderConfig) throw refuse(404, 'There is no such endpoint.');
  const off = { supported: false };
  return scimJson(200, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { ...off, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MAX_PAGE },
    changePassword: off,
    sort: off,
    etag: off,
    authenticationSchemes: [{ type: 'oauthbearertoken', name: 'OAuth Bearer Token', description: 'A static token.' }],
  });
};
