import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { read } from '../../http/decode.ts';
import type { Tenant } from '../http/dialect.ts';
import { type UserRecord, userRecord } from '../http/records.ts';
import { isId, isPerson } from './account.ts';

export const USERS = '/api/admin/user-admin';
export const userPath = (accountId: string): string => `${USERS}/${encodeURIComponent(accountId)}`;

/** One user by id; undefined where Unleash says that there is none, and for an id that none can have. */
export async function getUser(tenant: Tenant, accountId: string, call: Call): Promise<Outcome<UserRecord | undefined>> {
  if (!isId(accountId)) return done(undefined);
  const request = { operation: 'users.get', method: 'GET', path: userPath(accountId), about: 'thing' } as const;
  const user = await read(tenant, request, userRecord, call);
  if (user.kind === 'refused' && user.reason === 'not-found') return done(undefined);
  if (user.kind !== 'done') return user;
  if (String(user.value.id) === accountId && isPerson(user.value)) return user;
  return { kind: 'retryable', because: `${tenant.name} answered users.get with another account than ${accountId}` };
}

/** What to answer about an account that is not there. */
export const noSuchAccount = ({ name }: Tenant, accountId: string): NotDone => ({
  kind: 'refused',
  reason: 'not-found',
  because: `${name} has no account ${accountId}`,
});

/** What to answer about an account that the identity provider made: it would undo the change, and Unleash refuses most. */
export const ownedByIdentityProvider = ({ name }: Tenant, accountId: string): NotDone => ({
  kind: 'refused',
  reason: 'not-allowed',
  because: `The account ${accountId} of ${name} is owned by the identity provider, which keeps it by SCIM; change it there`,
});
