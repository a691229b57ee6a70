import { Refused } from '../../kit/http/answer.ts';
import { gatewayError } from '../http/answer.ts';
import { type ApiToken, expiresAt, serviceAccount } from '../tenant/api-token.ts';
import type { OAuthClient } from '../tenant/oauth-client.ts';
import type { TenantOptions } from '../tenant/options.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { User } from '../tenant/user.ts';

/** Who acts: an API token and an OAuth client are actors of their own, not the person who made them. */
export type Caller =
  | { readonly kind: 'token'; readonly token: ApiToken; readonly username: string }
  | { readonly kind: 'client'; readonly client: OAuthClient; readonly username: string }
  | { readonly kind: 'user'; readonly user: User; readonly username: string };

/** @throws {Refused} 401 for a missing, unknown, deleted or expired bearer; 403 while a token is too new to have its permissions. */
export function authenticate(header: string | undefined, tenant: Tenant, now: number, options: TenantOptions): Caller {
  const secret = /^Bearer\s+(\S+)\s*$/i.exec(header ?? '')?.[1];
  if (secret === undefined) throw unauthorized();
  for (const token of tenant.tokens.values()) {
    if (token.secret !== secret) continue;
    if (expiresAt(token) <= now) throw unauthorized();
    if (now - token.createdAt < options.newTokenForbiddenSeconds * 1000)
      throw new Refused(gatewayError(403, 'Forbidden'));
    return { kind: 'token', token, username: serviceAccount(token) };
  }
  const issued = tenant.clientBearers.get(secret);
  const client = issued && now < issued.expiresAt ? tenant.oauthClients.get(issued.client) : undefined;
  if (client) return { kind: 'client', client, username: serviceAccount(client) };
  const user = tenant.users.get(tenant.bearers.get(secret) ?? '');
  if (user === undefined || !user.enabled || user.isLocked) throw unauthorized();
  return { kind: 'user', user, username: user.username };
}

const unauthorized = () => new Refused(gatewayError(401, 'Unauthorized'));

export function mayAdminister(caller: Caller): boolean {
  switch (caller.kind) {
    case 'token':
      return true;
    case 'client':
      return caller.client.role === '$admin';
    case 'user':
      return caller.user.workspaceRole === '$admin';
  }
}
