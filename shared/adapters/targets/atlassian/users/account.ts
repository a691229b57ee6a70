import type { AtlassianSettings } from '../../../../contracts/config/providers/atlassian-settings.ts';
import type { Account, PresentState } from '../../../../domain/account/account.ts';
import { normaliseEmail } from '../../../../domain/text/email.ts';
import type { UserRecord } from '../http/records.ts';

/** Ranks below every role: an account that is in no role group. */
const NO_ROLE = 'none';

type Settings = Pick<AtlassianSettings, 'roleGroups' | 'managedAccounts'>;

/** Whether we also end this account in the whole of Atlassian, and so may reopen it: the company's verified domain owns it. */
export const isOurDisabling = (
  { managedAccounts }: Pick<AtlassianSettings, 'managedAccounts'>,
  { claimStatus }: UserRecord,
): boolean => managedAccounts === 'disable' && claimStatus === 'managed';

/** A customer of Jira Service Management may have the same e-mail, and is no account of ours. One who is in no directory is absent. */
export const isMember = ({ accountType, membershipStatus, status }: UserRecord): boolean =>
  accountType === 'atlassian' && membershipStatus !== 'no_membership' && status !== 'not_invited';

/** Atlassian's user as an account. */
export function toAccount(user: UserRecord, settings: Settings): Account {
  const state = stateOf(user);
  const createdAt = user.addedToOrg === undefined ? Number.NaN : Date.parse(user.addedToOrg);
  const role = roleOf(user, settings);
  return {
    id: user.accountId,
    ...(state !== undefined && { state, enabled: state === 'active' }),
    ...(state === 'disabled' &&
      user.accountStatus === 'active' &&
      isOurDisabling(settings, user) && { endsBeyond: true }),
    ...(user.email !== undefined && { email: normaliseEmail(user.email), username: normaliseEmail(user.email) }),
    ...(role !== undefined && { role }),
    ...(user.emailVerified !== undefined && { emailVerified: user.emailVerified }),
    ...(!Number.isNaN(createdAt) && { createdAt }),
  };
}

/** What says that the person cannot sign in counts; only a full set of yeses says that they can. A contradiction says nothing. */
function stateOf({ accountStatus, membershipStatus, status }: UserRecord): PresentState | undefined {
  const isOut =
    accountStatus === 'inactive' ||
    accountStatus === 'closed' ||
    membershipStatus === 'suspended' ||
    ['suspended', 'deactivated', 'for_deletion'].includes(status ?? '');
  if (isOut) return status === 'active' ? undefined : 'disabled';
  return accountStatus === 'active' && membershipStatus === 'active' ? 'active' : undefined;
}

/**
 * The highest role whose group the account is in; an organisation administrator is one whatever the groups. Unknown where the answer lists
 * no groups. Without a guest group, a person in neither is a guest.
 */
function roleOf({ platformRoles, groups }: UserRecord, { roleGroups }: Settings): string | undefined {
  if (platformRoles?.includes('atlassian/org-admin')) return 'org-admin';
  if (groups === undefined || groups.some(({ name }) => name === undefined)) return undefined;
  const isIn = (name: string | undefined) => groups.some((group) => group.name === name);
  if (isIn(roleGroups.user)) return 'user';
  return roleGroups.guest === undefined || isIn(roleGroups.guest) ? 'guest' : NO_ROLE;
}
