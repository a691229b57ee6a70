import { createHash } from 'node:crypto';

import type { User } from '../../tenant/user.ts';
import type { ApiRequest } from '../api-request.ts';

type Hidden = Pick<ApiRequest, 'hiddenFields'>;

const iso = (instant: number | undefined): string | null =>
  instant === undefined ? null : new Date(instant).toISOString();

/** What a search shows: no role and no dates but that of the last sign-in. */
export function found(user: User, { hiddenFields }: Hidden): Readonly<Record<string, unknown>> {
  const { id, name, username, email, seenAt, scimId = null, kind } = user;
  const hash = createHash('sha256')
    .update(email ?? username ?? String(id))
    .digest('hex');
  const shown = {
    accountType: kind === 'service' ? 'Service Account' : 'User',
    id,
    name,
    username,
    email,
    imageUrl: `https://gravatar.com/avatar/${hash}?s=42&d=retro&r=g`,
    seenAt: iso(seenAt),
    scimId,
    seatType: null,
    companyRole: null,
    productUpdatesEmailConsent: null,
  };
  return without(shown, hiddenFields(String(id)));
}

/** A user without the role: what a change answers that said nothing of one. */
export function changed(user: User, hidden: Hidden): Readonly<Record<string, unknown>> {
  const dates = { loginAttempts: 0, createdAt: iso(user.createdAt) };
  return { ...found(user, hidden), ...without(dates, hidden.hiddenFields(String(user.id))) };
}

export function whole(user: User, hidden: Hidden): Readonly<Record<string, unknown>> {
  return { ...changed(user, hidden), ...without({ rootRole: user.rootRole }, hidden.hiddenFields(String(user.id))) };
}

/** The link by which a new user sets a password; empty for who has none open. */
export const inviteLink = ({ inviteToken }: User, baseUrl: string): string =>
  inviteToken === undefined ? '' : `${baseUrl}/new-user?token=${inviteToken}`;

const without = (shown: Readonly<Record<string, unknown>>, hidden: readonly string[]) =>
  Object.fromEntries(Object.entries(shown).filter(([name]) => !hidden.includes(name)));
