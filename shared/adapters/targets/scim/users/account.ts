import type { Account } from '../../../../domain/account/account.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { UserRecord } from '../http/records.ts';

/** The one thing that an account can be: SCIM's core schema has no roles. */
export const ROLE = 'user';

/** A SCIM user as an account. Absent `active` is not false: the state is unknown. */
export function toAccount({ id, userName, active, name, emails, meta }: UserRecord): Account {
  const email = emailOf({ userName, emails });
  const createdAt = meta?.created === undefined ? Number.NaN : Date.parse(meta.created);
  return {
    id,
    role: ROLE,
    ...(active !== undefined && { enabled: active, state: active ? ('active' as const) : ('disabled' as const) }),
    ...(userName !== undefined && { username: userName }),
    ...(email !== undefined && { email: normaliseEmail(email) }),
    ...(name?.givenName !== undefined && { firstName: name.givenName }),
    ...(name?.familyName !== undefined && { lastName: name.familyName }),
    ...(!Number.isNaN(createdAt) && { createdAt }),
  };
}

/** The primary address, else the one of work, else the first; else the userName where that is an address. */
function emailOf({ userName, emails }: Pick<UserRecord, 'userName' | 'emails'>): string | undefined {
  const all = (emails ?? []).filter(({ value }) => value !== undefined);
  const chosen =
    all.find(({ primary }) => primary) ?? all.find(({ type }) => type?.toLowerCase() === 'work') ?? all.at(0);
  if (chosen) return chosen.value;
  return userName !== undefined && isAddress(userName) ? userName : undefined;
}

export const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);
