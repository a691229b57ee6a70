import type { Account } from '../../../../domain/account/account.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { UserRecord } from '../http/records.ts';
import { rootRoleName } from './root-roles.ts';

/**
 * A user as an account. It works from its creation on, and nothing but its deletion ends it; only who was made by SCIM and never came is
 * known to have been made by an identity provider.
 */
export function toAccount({ id, username, email, rootRole, createdAt, seenAt, scimId }: UserRecord): Account {
  const role = rootRoleName(rootRole);
  const [created, seen] = [instant(createdAt), instant(seenAt)];
  return {
    id: String(id),
    state: scimId !== undefined && seen === undefined ? 'provisioned' : 'active',
    enabled: true,
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email: normaliseEmail(email) }),
    ...(role !== undefined && { role }),
    ...(created !== undefined && { createdAt: created }),
    ...(seen !== undefined && { lastLoginAt: seen }),
  };
}

function instant(text: string | undefined): number | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** Neither one of the users that Unleash itself is (their ids are below zero) nor a service account. */
export const isPerson = ({ id, accountType }: UserRecord): boolean => id > 0 && accountType === 'User';

/** Whether it can be told whose account this is: who has no address has a user name instead. */
export const canBeChecked = ({ id, accountType, email, username }: UserRecord): boolean =>
  id <= 0 || (accountType !== undefined && (email !== undefined || username !== undefined));

const LARGEST_ID = 2 ** 31 - 1;

/** Whether a text can be an id of Unleash's: a positive integer that its database holds. */
export const isId = (id: string): boolean => /^[1-9]\d{0,9}$/.test(id) && Number(id) <= LARGEST_ID;
