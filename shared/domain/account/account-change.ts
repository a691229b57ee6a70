import { createHash } from 'node:crypto';

import type { Account } from './account.ts';

/** One difference between two looks at an account. Closed: a new kind is a compile error wherever kinds are distinguished. */
export type AccountChange =
  /** Seen for the first time, or again after it was gone. */
  | { readonly kind: 'AccountDiscovered'; readonly state?: string; readonly role?: string }
  | { readonly kind: 'InvitationAccepted' }
  | { readonly kind: 'FirstLogin' }
  | { readonly kind: 'AccountEnabled' }
  | { readonly kind: 'AccountDisabled' }
  | { readonly kind: 'RoleChanged'; readonly from: string; readonly to: string }
  /** Names the fields, never their values: these are personal. */
  | { readonly kind: 'ProfileChanged'; readonly fields: readonly ProfileField[] }
  /** Never the result of a comparison: absence needs a proof of its own. */
  | { readonly kind: 'AccountRemoved' };

const PROFILE_FIELDS = ['username', 'email', 'firstName', 'lastName'] as const;
type ProfileField = (typeof PROFILE_FIELDS)[number];

/**
 * What happened to an account between two looks; `before` is absent at first sight. A field that is missing on either side is
 * unknown, and nothing follows from it.
 */
export function changesBetween(before: Account | undefined, now: Account): readonly AccountChange[] {
  if (!before) {
    const { state, role } = now;
    return [{ kind: 'AccountDiscovered', ...(state !== undefined && { state }), ...(role !== undefined && { role }) }];
  }
  const changes: AccountChange[] = [];
  if (before.emailVerified === false && now.emailVerified === true) changes.push({ kind: 'InvitationAccepted' });
  if (neverSignedIn(before) && now.lastLoginAt !== undefined) changes.push({ kind: 'FirstLogin' });

  const [wasEnabled, isEnabled] = [enabledOf(before), enabledOf(now)];
  if (wasEnabled === false && isEnabled === true) changes.push({ kind: 'AccountEnabled' });
  if (wasEnabled === true && isEnabled === false) changes.push({ kind: 'AccountDisabled' });

  if (before.role !== undefined && now.role !== undefined && before.role !== now.role)
    changes.push({ kind: 'RoleChanged', from: before.role, to: now.role });

  const fields = PROFILE_FIELDS.filter(
    (field) => before[field] !== undefined && now[field] !== undefined && before[field] !== now[field],
  );
  if (fields.length > 0) changes.push({ kind: 'ProfileChanged', fields });
  return changes;
}

/** What is known after a look: what it shows, and what it left out as it was known before. */
export function mergeKnown(before: Account | undefined, now: Account): Account {
  const seen = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== undefined));
  const merged: Account = { ...before, ...seen, id: now.id };
  const { state: _, ...stateless } = merged;
  const state = before ? stateAfter(before, now) : now.state;
  return { ...stateless, ...(state !== undefined && { state }) };
}

/** Whether two looks, once merged, know the same. */
export function isSameAccount(one: Account, other: Account): boolean {
  const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return a.size === b.size && [...a].every(([field, value]) => b.get(field) === value);
}

/**
 * Names a change for ever: the version counts the changes of the account's inventory record, so that the same change reported twice has
 * one id, and the same kind of change at another time another one.
 */
export function changeId(change: {
  readonly target: string;
  readonly accountId: string;
  readonly inventoryVersion: number;
  readonly kind: string;
}): string {
  const { target, accountId, inventoryVersion, kind } = change;
  const text = JSON.stringify([target, accountId, inventoryVersion, kind]);
  return `chg_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
}

/** Whether the account lets its person in, as far as is known. */
export const enabledOf = ({ enabled, state }: Account): boolean | undefined =>
  enabled ?? (state === 'disabled' ? false : undefined);

/** Known, not merely unsaid: these two states exclude a sign-in. */
const neverSignedIn = ({ state, lastLoginAt }: Account): boolean =>
  lastLoginAt === undefined && (state === 'invited' || state === 'provisioned');

/** A state is derived from other fields, so one that was known falls with them, and one seen without them proves less. */
function stateAfter(before: Account, now: Account): Account['state'] {
  if (before.state === 'invited' && now.state === 'provisioned' && now.emailVerified === undefined) return 'invited';
  if (now.state !== undefined) return now.state;
  if (before.state === 'invited' && now.emailVerified === true) return undefined;
  if (before.state === 'disabled' && now.enabled === true) return undefined;
  return before.state;
}
