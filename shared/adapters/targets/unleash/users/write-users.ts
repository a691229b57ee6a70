import * as z from 'zod/mini';
import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import { isAdministrator } from '../../../../domain/provider/traits.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { read } from '../../http/decode.ts';
import { settle } from '../../http/settle.ts';
import type { Tenant } from '../http/dialect.ts';
import type { UserRecord } from '../http/records.ts';
import { UNLEASH_TRAITS } from '../traits.ts';
import { getUser, noSuchAccount, ownedByIdentityProvider, USERS, userPath } from './get-user.ts';
import { rootRoleId, rootRoleName } from './root-roles.ts';

/** Gives a user another root role, unless that would leave the instance without an administrator. Safe to repeat. */
export async function setRole(tenant: Tenant, accountId: string, role: string, call: Call): Promise<Outcome<void>> {
  const rootRole = rootRoleId(role, tenant.name);
  if (rootRole.kind !== 'done') return rootRole;
  const user = await ownUser(tenant, accountId, call);
  if (user.kind !== 'done') return user;
  if (user.value.rootRole === rootRole.value) return done(undefined);
  const guarded = isAdministrator(role, UNLEASH_TRAITS) ? undefined : await lastAdministrator(tenant, user.value, call);
  if (guarded) return guarded;
  return change(tenant, accountId, { rootRole: rootRole.value }, call);
}

/** Gives a user another e-mail address, or `conflict` when another has it. Safe to repeat. */
export async function setEmail(tenant: Tenant, accountId: string, email: string, call: Call): Promise<Outcome<void>> {
  const user = await ownUser(tenant, accountId, call);
  if (user.kind !== 'done') return user;
  return change(tenant, accountId, { email: normaliseEmail(email) }, call);
}

/**
 * Deletes a user for good, with memberships and personal tokens; Unleash has no other way to end an account. The last administrator is not
 * deleted, though Unleash would. One that is gone is done; one that was deleted must be gone when it is looked for.
 */
export async function deleteUser(tenant: Tenant, accountId: string, call: Call): Promise<Outcome<void>> {
  const user = await ownUser(tenant, accountId, call);
  if (user.kind === 'refused' && user.reason === 'not-found') return done(undefined);
  if (user.kind !== 'done') return user;
  const guarded = await lastAdministrator(tenant, user.value, call);
  if (guarded) return guarded;
  const operation = 'users.delete';
  const reply = await tenant.ask({ operation, method: 'DELETE', path: userPath(accountId) }, call);
  const isGone = async (): Promise<Outcome<boolean>> => {
    const left = await getUser(tenant, accountId, call);
    return left.kind === 'done' ? done(left.value === undefined) : left;
  };
  const outcome = await settle(reply, { tenant, operation, about: 'thing' }, isGone);
  if (outcome.kind === 'refused' && outcome.reason === 'not-found') return done(undefined);
  if (outcome.kind !== 'done' || reply.kind === 'lost') return outcome;
  const gone = await isGone();
  if (gone.kind !== 'done') return gone;
  const because = `${tenant.name} accepted to delete the account ${accountId}, and shows it still`;
  return gone.value ? done(undefined) : { kind: 'retryable', because };
}

/** A user whom we may change. */
async function ownUser(tenant: Tenant, accountId: string, call: Call): Promise<Outcome<UserRecord>> {
  const user = await getUser(tenant, accountId, call);
  if (user.kind !== 'done') return user;
  if (!user.value) return noSuchAccount(tenant, accountId);
  return user.value.scimId === undefined ? done(user.value) : ownedByIdentityProvider(tenant, accountId);
}

const adminCount = z.object({ password: z.number(), noPassword: z.number() });

/** Refuses what would take the last administrator away; who is one by a group is not counted, which errs on the safe side. */
async function lastAdministrator(tenant: Tenant, user: UserRecord, call: Call): Promise<NotDone | undefined> {
  const { id, rootRole } = user;
  // an account whose role is not shown may be one
  if (rootRole !== undefined && !isAdministrator(rootRoleName(rootRole), UNLEASH_TRAITS)) return undefined;
  const request = { operation: 'users.admin-count', method: 'GET', path: `${USERS}/admin-count` } as const;
  const counted = await read(tenant, request, adminCount, call);
  if (counted.kind !== 'done') return counted;
  const others = counted.value.password + counted.value.noPassword - 1;
  if (others >= 1) return undefined;
  const because = `The account ${id} is the last administrator of ${tenant.name}; make another person an administrator there first`;
  return { kind: 'refused', reason: 'not-allowed', because };
}

async function change(
  tenant: Tenant,
  accountId: string,
  json: { readonly rootRole: number } | { readonly email: string },
  call: Call,
): Promise<Outcome<void>> {
  const operation = 'rootRole' in json ? 'users.set-role' : 'users.set-email';
  const reply = await tenant.ask({ operation, method: 'PUT', path: userPath(accountId), json }, call);
  const hint =
    'an account that the identity provider keeps by SCIM is changed there, and an address that another account has must be freed first';
  return settle(reply, { tenant, operation, about: 'thing', hint }, async () => {
    const user = await getUser(tenant, accountId, call);
    if (user.kind !== 'done') return user;
    const shows =
      'rootRole' in json
        ? user.value?.rootRole === json.rootRole
        : normaliseEmail(user.value?.email ?? '') === json.email;
    return done(shows);
  });
}
