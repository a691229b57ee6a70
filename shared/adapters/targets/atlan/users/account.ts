import type { Account, PresentState } from '../../../../domain/account/account.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { UserRecord } from '../http/records.ts';

/** Atlan's user as an account. A role is `workspaceRole`, else the one realm role that is a workspace role. */
export function toAccount(user: UserRecord): Account {
  const role = user.workspaceRole ?? user.roles?.find((name) => /^\$(admin|member|guest)$/.test(name));
  const lastLoginAt = signedInAt(user);
  return withoutUnknown({
    id: user.id,
    state: stateOf(user),
    username: user.username,
    email: user.email === undefined ? undefined : normaliseEmail(user.email),
    firstName: user.firstName,
    lastName: user.lastName,
    role,
    enabled: user.enabled,
    emailVerified: user.emailVerified,
    createdAt: user.createdTimestamp,
    lastLoginAt,
  });
}

/** The first match wins. Without `enabled` the state of a user who is not invited is unknown. */
function stateOf(user: UserRecord): PresentState | undefined {
  if (user.enabled === false) return 'disabled';
  if (user.isLocked === true) return 'locked';
  if (user.emailVerified === false) return 'invited';
  if (user.enabled === undefined) return undefined;
  const hasSignedIn = signedInAt(user) !== undefined || (user.loginEvents?.length ?? 0) > 0;
  return hasSignedIn ? 'active' : 'provisioned';
}

/** Atlan's examples carry 0 and 42 for a user who never signed in. */
const signedInAt = ({ lastLoginTime }: UserRecord): number | undefined =>
  lastLoginTime !== undefined && lastLoginTime > 1_000 ? lastLoginTime : undefined;

function withoutUnknown(
  account: { readonly [K in keyof Account]: Account[K] | undefined } & { readonly id: string },
): Account {
  const known = Object.entries(account).filter(([, value]) => value !== undefined);
  return { id: account.id, ...Object.fromEntries(known) };
}
