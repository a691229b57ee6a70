import { Refused } from '../../kit/http/answer.ts';
import { gatewayError } from '../http/answer.ts';
import { type ApiToken, expiresAt, serviceAccount } from '../tenant/api-token.ts';
import type { TenantOptions } from '../tenant/options.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { User } from '../tenant/user.ts';

/** Who acts: an API token is an actor of its own, not the person who made it. */
export type Caller =
  | { readonly kind: 'token'; readonly token: ApiToken; readonly username: string }
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
  const user = tenant.users.get(tenant.bearers.get(secret) ?? '');
  if (user === undefined || !user.enabled || user.isLocked) throw unauthorized();
  return { kind: 'user', user, username: user.username };
}

const unauthorized = () => new Refused(gatewayError(401, 'Unauthorized'));

export const mayAdminister = (caller: Caller): boolean =>
  caller.kind === 'token' || caller.user.workspaceRole === '$admin';
