/** Newest last: the order in which listings show records. */
interface Ordered {
  readonly id: string;
  readonly sequence: number;
}

export type Membership = 'active' | 'suspended';
export const platformRoles = ['atlassian/org-admin', 'atlassian/site-admin', 'atlassian/user-access-admin'] as const;
type PlatformRole = (typeof platformRoles)[number];

/** An Atlassian account, as the organisation sees it. */
export interface User extends Ordered {
  readonly email: string;
  readonly name: string;
  readonly accountType: string;
  readonly accountStatus: 'active' | 'inactive' | 'closed';
  /** By directory; an account may be known and be in none. */
  readonly memberships: Readonly<Record<string, Membership>>;
  readonly managementSource: 'invited' | 'synced';
  readonly platformRoles: readonly PlatformRole[];
  readonly groupIds: readonly string[];
  /** Epoch ms. */
  readonly addedAt: number;
  readonly isForDeletion: boolean;
}

export interface Granted {
  readonly resourceId: string;
  readonly roleId: string;
}

export const managers = ['admins', 'external', 'team-members', 'open'] as const;

export interface Group extends Ordered {
  readonly directoryId: string;
  readonly name: string;
  readonly description: string;
  /** Its members come from an identity provider. */
  readonly isSynced: boolean;
  readonly managedBy: (typeof managers)[number];
  readonly isModifiable: boolean;
  readonly isDeletable: boolean;
  readonly grants: readonly Granted[];
}

export const userStates = ['active', 'suspended', 'deactivated', 'closed', 'for-deletion', 'not-a-member'] as const;
export type UserState = (typeof userStates)[number];

/** In one word, as one directory shows it. */
export function stateOf(user: User, directoryId: string): UserState {
  if (user.isForDeletion) return 'for-deletion';
  if (user.accountStatus === 'closed') return 'closed';
  if (user.accountStatus === 'inactive') return 'deactivated';
  const membership = user.memberships[directoryId];
  return membership ?? 'not-a-member';
}
