import { fieldsOf, filledText, InvalidInput } from '../../../kit/decode.ts';
import { type Answer, json, ok } from '../../../kit/http/answer.ts';
import { notFound } from '../../http/answer.ts';
import type { OAuthClient } from '../../tenant/oauth-client.ts';
import { newSecret, type Tenant } from '../../tenant/tenant.ts';
import type { ApiRequest } from '../api-request.ts';

/** A bearer for the id and secret of a client. It is asked for without a bearer, so there is no caller. */
export function issueBearer({ tenant, body, options, now }: Omit<ApiRequest, 'caller'>): Answer {
  if (!options.oauthClients) return notFound('no such path');
  const client = clientOf(body, tenant);
  if (client === 'unreadable') return refusal(400, 'invalid_request', 'Missing parameter: clientId or clientSecret');
  if (client === undefined) return refusal(401, 'invalid_client', 'Invalid client or Invalid client credentials');
  for (const [bearer, { expiresAt }] of tenant.clientBearers) if (expiresAt <= now) tenant.clientBearers.delete(bearer);
  const bearer = newSecret();
  const seconds = options.clientBearerSeconds;
  tenant.clientBearers.set(bearer, { client: client.id, expiresAt: now + seconds * 1000 });
  return ok(
    options.clientBearerNames === 'snake'
      ? { access_token: bearer, token_type: 'Bearer', expires_in: seconds }
      : { accessToken: bearer, tokenType: 'Bearer', expiresIn: seconds },
  );
}

function clientOf(body: unknown, tenant: Tenant): OAuthClient | undefined | 'unreadable' {
  try {
    const fields = fieldsOf(body, 'body');
    const clientId = fields.required('clientId', filledText);
    const secret = fields.required('clientSecret', filledText);
    return [...tenant.oauthClients.values()].find((one) => one.clientId === clientId && one.secret === secret);
  } catch (error) {
    if (error instanceof InvalidInput) return 'unreadable';
    throw error;
  }
}

/** Shape D. */
const refusal = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description });
