import { GROUP_SCHEMA, LIST_SCHEMA, refuse, scimError, scimJson, USER_SCHEMA } from '../../kit/scim/answer.ts';
import type { ApiHandler, ApiRequest } from './api-request.ts';

/** A discovery endpoint takes no filter (RFC 7644, section 4). */
function noFilter({ query }: ApiRequest): void {
  if (query.has('filter')) throw refuse(403, 'Discovery endpoints cannot be filtered.');
}

export const showConfig: ApiHandler = (request) => {
  noFilter(request);
  const { options } = request;
  if (!options.discovery) return scimError(404, 'There is no such endpoint.');
  const off = { supported: false };
  return scimJson(200, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: options.patch === '200' || options.patch === '204' },
    bulk: { ...off, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: options.filters === 'honour', maxResults: options.maxPage },
    changePassword: off,
    sort: off,
    etag: { supported: options.etags !== 'off' },
    ...(options.cursors && { pagination: { cursor: true, index: true, defaultPaginationMethod: 'index' } }),
    authenticationSchemes: [{ type: 'oauthbearertoken', name: 'OAuth Bearer Token', description: 'A static token.' }],
  });
};

const TYPES = [
  { id: 'User', name: 'User', endpoint: '/Users', schema: USER_SCHEMA },
  { id: 'Group', name: 'Group', endpoint: '/Groups', schema: GROUP_SCHEMA },
];

const listed = (resources: readonly object[]) =>
  scimJson(200, {
    schemas: [LIST_SCHEMA],
    totalResults: resources.length,
    itemsPerPage: resources.length,
    startIndex: 1,
    Resources: resources,
  });

export const listTypes: ApiHandler = (request) => {
  noFilter(request);
  return listed(TYPES.map((type) => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'], ...type })));
};

/** Only what the directory acts on. */
export const listSchemas: ApiHandler = (request) => {
  noFilter(request);
  const text = (name: string, more: object = {}) => ({
    name,
    type: 'string',
    multiValued: false,
    required: false,
    ...more,
  });
  return listed([
    {
      id: USER_SCHEMA,
      name: 'User',
      attributes: [
        text('userName', { required: true, uniqueness: 'server', caseExact: false }),
        text('displayName'),
        { name: 'active', type: 'boolean', multiValued: false, required: false },
        { name: 'emails', type: 'complex', multiValued: true, required: false },
        { name: 'groups', type: 'complex', multiValued: true, required: false, mutability: 'readOnly' },
      ],
    },
    {
      id: GROUP_SCHEMA,
      name: 'Group',
      attributes: [
        text('displayName', { required: true }),
        { name: 'members', type: 'complex', multiValued: true, required: false },
      ],
    },
  ]);
};
