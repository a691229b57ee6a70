import type { Account } from '../../../../domain/account/account.ts';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { settle } from '../../http/settle.ts';
import type { Roles } from '../tenant/roles.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { findUsersByIds } from './find-users.ts';

const UPDATE_HINT =
  'an administrator must be given another role first, an invitee must accept first, and some tenants do not allow API tokens to do this';

/** Lets a user sign in, or no more; an invitee refuses every update. Safe to repeat. */
export async function enableUser(
  tenant: Tenant,
  accountId: string,
  enabled: boolean,
  call: Call,
): Promise<Outcome<void>> {
  const operation = enabled ? 'users.enable' : 'users.disable';
  const reply = await tenant.ask({ operation, method: 'POST', path: userPath(accountId), json: { enabled } }, call);
  const about = { tenant, operation, about: 'thing', hint: UPDATE_HINT } as const;
  return settle(reply, about, () => shows(tenant, accountId, (account) => account.enabled === enabled, call));
}

/** Gives a user another workspace role; works on invitees too. Safe to repeat. */
export async function changeRole(
  tenant: Tenant,
  roles: Roles,
  accountId: string,
  role: string,
  call: Call,
): Promise<Outcome<void>> {
  const roleId = await roles.idOf(role, call);
  if (roleId.kind !== 'done') return roleId;
  const operation = 'users.change-role';
  const reply = await tenant.ask(
    { operation, method: 'POST', path: `${userPath(accountId)}/roles/update`, json: { roleId: roleId.value } },
    call,
  );
  return settle(reply, { tenant, operation, about: 'thing' }, () =>
    shows(tenant, accountId, (account) => account.role === role, call),
  );
}

export const userPath = (accountId: string): string => `/api/service/users/${encodeURIComponent(accountId)}`;

async function shows(
  tenant: Tenant,
  accountId: string,
  holds: (account: Account) => boolean,
  call: Call,
): Promise<Outcome<boolean>> {
  const seen = await findUsersByIds(tenant, [accountId], 'list', call);
  if (seen.kind !== 'done') return seen;
  const sighting = seen.value.get(accountId);
  return done(sighting?.kind === 'present' && holds(sighting.account));
}
