import { type Decode, fieldsOf, filledText, InvalidInput, listOf, text } from '../../kit/decode.ts';
import { done, ok, Refused } from '../../kit/http/answer.ts';
import { heraclesError, notFound } from '../http/answer.ts';
import { type FieldTable, numberField, textField } from '../query/field.ts';
import { listAnswer } from '../query/list-answer.ts';
import type { Rendered } from '../query/projection.ts';
import { type ApiToken, MAX_LIFESPAN_SECONDS } from '../tenant/api-token.ts';
import { newSecret } from '../tenant/tenant.ts';
import type { ApiHandler, ApiRequest } from './api-request.ts';

const tokenFields: FieldTable<ApiToken> = new Map([
  ['id', textField<ApiToken>((token) => token.id)],
  ['clientId', textField<ApiToken>((token) => token.clientId)],
  ['displayName', textField<ApiToken>((token) => token.displayName)],
  ['description', textField<ApiToken>((token) => token.description)],
  ['createdBy', textField<ApiToken>((token) => token.createdBy)],
  ['createdAt', numberField<ApiToken>((token) => token.createdAt)],
]);

/** The Go SDK looks a name up by a filter and takes `totalRecord` 0 for an answer. */
export const listTokens: ApiHandler = ({ view, query, options, disorder }) =>
  listAnswer({
    records: view.tokens.values(),
    fields: tokenFields,
    query,
    options,
    disorder,
    render: readToken,
    total: 'matching',
  });

/** The only answer that ever shows the secret. */
export const createToken: ApiHandler = (request) => {
  const { tenant, body, caller, options, now } = request;
  const fields = fieldsOf(body, 'body');
  const displayName = fields.required('displayName', filledText);
  if (options.uniqueTokenNames) refuseTaken(displayName, request);
  const token: ApiToken = {
    id: tenant.guid(),
    clientId: `apikey-${tenant.guid()}`,
    displayName,
    description: fields.optional('description', text) ?? '',
    secret: newSecret(),
    createdAt: now,
    lifespanSeconds: fields.optional('validitySeconds', lifespan(options.overlongValidity)) ?? MAX_LIFESPAN_SECONDS,
    createdBy: caller.username,
    personaQualifiedNames: fields.optional('personaQualifiedNames', listOf(filledText)) ?? [],
  };
  tenant.tokens.put(token, now);
  return ok(createdToken(token));
};

function refuseTaken(displayName: string, { tenant }: ApiRequest): void {
  for (const token of tenant.tokens.values()) {
    if (token.displayName !== displayName) continue;
    throw new Refused(
      heraclesError(400, 'keycloak error', `409 Conflict: API token named '${displayName}' already exists.`, 3500),
    );
  }
}

/** Negative means the longest. The Go SDK's own test asks a live tenant for 13 years and gets a token. */
const lifespan =
  (overlong: 'clamp' | 'reject'): Decode<number> =>
  (value, at) => {
    const seconds = typeof value === 'number' && Number.isInteger(value) ? value : 0;
    if (seconds === 0 || (seconds > MAX_LIFESPAN_SECONDS && overlong === 'reject')) {
      throw new InvalidInput(at, `must be a whole number of seconds up to ${MAX_LIFESPAN_SECONDS}`);
    }
    return seconds < 0 ? MAX_LIFESPAN_SECONDS : Math.min(seconds, MAX_LIFESPAN_SECONDS);
  };

/** Cannot extend the validity; an empty list of personas clears them. */
export const updateToken: ApiHandler = (request) => {
  const { tenant, body, now } = request;
  const token = tokenInPath(request);
  const fields = fieldsOf(body, 'body');
  const updated: ApiToken = {
    ...token,
    displayName: fields.optional('displayName', filledText) ?? token.displayName,
    description: fields.optional('description', text) ?? token.description,
    personaQualifiedNames: fields.optional('personaQualifiedNames', listOf(filledText)) ?? token.personaQualifiedNames,
  };
  tenant.tokens.put(updated, now);
  return ok(readToken(updated));
};

/** From now on its bearer is unknown. */
export const deleteToken: ApiHandler = (request) => {
  request.tenant.tokens.remove(tokenInPath(request).id, request.now);
  return done;
};

function tokenInPath({ tenant, params }: ApiRequest): ApiToken {
  const token = tenant.tokens.get(params.get('id') ?? '');
  if (token === undefined) throw new Refused(notFound('Could not find client'));
  return token;
}

/** On reads, lists are JSON text inside JSON and numbers are strings. */
function readToken(token: ApiToken): Rendered {
  const { id, clientId, displayName, personaQualifiedNames } = token;
  return {
    id,
    clientId,
    displayName,
    attributes: {
      ...commonAttributes(token),
      personas: '[]',
      personaQualifiedName: JSON.stringify(personaQualifiedNames),
      workspacePermissions: '[]',
    },
  };
}

function createdToken(token: ApiToken): Rendered {
  const { id, clientId, displayName, secret, personaQualifiedNames } = token;
  return {
    id,
    clientId,
    displayName,
    attributes: {
      ...commonAttributes(token),
      accessToken: secret,
      personas: [],
      personaQualifiedName: personaQualifiedNames.map((personaQualifiedName) => ({ personaQualifiedName })),
      workspacePermissions: [],
    },
  };
}

function commonAttributes({
  lifespanSeconds,
  clientId,
  createdAt,
  createdBy,
  description,
  displayName,
}: ApiToken): Rendered {
  return {
    'access.token.lifespan': String(lifespanSeconds),
    clientId,
    createdAt: String(createdAt),
    createdBy,
    description,
    displayName,
  };
}
