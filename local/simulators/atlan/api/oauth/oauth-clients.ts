import { fieldsOf, filledText, InvalidInput, listOf, text } from '../../../kit/decode.ts';
import { type Answer, done, ok, Refused } from '../../../kit/http/answer.ts';
import { forbiddenAccount, notFound } from '../../http/answer.ts';
import { type FieldTable, numberField, textField } from '../../query/field.ts';
import { listAnswer } from '../../query/list-answer.ts';
import type { Rendered } from '../../query/projection.ts';
import type { OAuthClient } from '../../tenant/oauth-client.ts';
import type { TenantOptions } from '../../tenant/options.ts';
import { newSecret } from '../../tenant/tenant.ts';
import type { ApiHandler, ApiRequest } from '../api-request.ts';
import { mayAdminister } from '../caller.ts';

const clientFields: FieldTable<OAuthClient> = new Map([
  ['id', textField<OAuthClient>((client) => client.id)],
  ['clientId', textField<OAuthClient>((client) => client.clientId)],
  ['displayName', textField<OAuthClient>((client) => client.displayName)],
  ['createdBy', textField<OAuthClient>((client) => client.createdBy)],
  ['createdAt', numberField<OAuthClient>((client) => client.createdAt)],
]);

/** Only administrators see the clients, and only a tenant that has clients has the path. */
const forAdministrators =
  (handle: ApiHandler): ApiHandler =>
  (request): Answer => {
    if (!request.options.oauthClients) return notFound('no such path');
    return mayAdminister(request.caller) ? handle(request) : forbiddenAccount('Only administrators may do this.');
  };

export const listClients = forAdministrators(({ view, query, options, disorder }) =>
  listAnswer({
    records: view.oauthClients.values(),
    fields: clientFields,
    query,
    options,
    disorder,
    render: (client) => shown(client, options),
  }),
);

/** The only answer that ever shows the secret. */
export const createClient = forAdministrators((request) => {
  const { tenant, body, caller, options, now } = request;
  const fields = fieldsOf(body, 'body');
  const client: OAuthClient = {
    id: tenant.guid(),
    clientId: `oauth-client-${tenant.guid()}`,
    displayName: fields.required('displayName', filledText),
    description: fields.optional('description', text) ?? '',
    role: roleNamed(fields.required('role', filledText), request),
    secret: newSecret(),
    personaQualifiedNames: fields.optional('personaQNs', listOf(filledText)) ?? [],
    createdAt: now,
    createdBy: caller.username,
    updatedAt: now,
    updatedBy: caller.username,
  };
  tenant.oauthClients.put(client, now);
  return ok({ ...shown(client, options), clientSecret: client.secret });
});

export const getClient = forAdministrators((request) => ok(shown(clientInPath(request), request.options)));

/** Changes what is named; the secret stays. */
export const updateClient = forAdministrators((request) => {
  const { tenant, body, caller, options, now } = request;
  const client = clientInPath(request);
  const fields = fieldsOf(body, 'body');
  const role = fields.optional('role', filledText);
  const updated: OAuthClient = {
    ...client,
    displayName: fields.optional('displayName', filledText) ?? client.displayName,
    description: fields.optional('description', text) ?? client.description,
    role: role === undefined ? client.role : roleNamed(role, request),
    personaQualifiedNames: fields.optional('personaQNs', listOf(filledText)) ?? client.personaQualifiedNames,
    updatedAt: now,
    updatedBy: caller.username,
  };
  tenant.oauthClients.put(updated, now);
  return ok(shown(updated, options));
});

/** From now on its secret and its bearers are unknown. */
export const deleteClient = forAdministrators((request) => {
  request.tenant.oauthClients.remove(clientInPath(request).id, request.now);
  return done;
});

function clientInPath({ tenant, params }: ApiRequest): OAuthClient {
  const client = [...tenant.oauthClients.values()].find(({ clientId }) => clientId === params.get('clientId'));
  if (client === undefined) throw new Refused(notFound('Could not find client'));
  return client;
}

function roleNamed(name: string, { tenant }: ApiRequest): string {
  if (tenant.roles.some((role) => role.name === name)) return name;
  throw new InvalidInput('body.role', 'must be a role of the tenant');
}

/** Times are strings of epoch ms. */
function shown(client: OAuthClient, { clientBearerSeconds }: TenantOptions): Rendered {
  const { secret: _secret, personaQualifiedNames, createdAt, updatedAt, ...rest } = client;
  return {
    ...rest,
    personaQNs: personaQualifiedNames,
    tokenExpirySeconds: clientBearerSeconds,
    createdAt: String(createdAt),
    updatedAt: String(updatedAt),
  };
}
