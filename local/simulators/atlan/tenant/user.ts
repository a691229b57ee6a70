export const workspaceRoles = ['$admin', '$member', '$guest'] as const;
export type WorkspaceRole = (typeof workspaceRoles)[number];

export interface LoginEvent {
  readonly sessionId: string;
  readonly ipAddress: string;
  readonly time: number;
}

export interface User {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly enabled: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly workspaceRole: WorkspaceRole;
  readonly groupIds: readonly string[];
  /** Every value is a list, also a single one. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Epoch ms of the invitation, or of provisioning. */
  readonly createdTimestamp: number;
  readonly lastLoginTime?: number;
  /** Newest first. */
  readonly loginEvents: readonly LoginEvent[];
  readonly isLocked: boolean;
  readonly isScimUser: boolean;
}

export const accountStates = ['invited', 'provisioned', 'active', 'disabled', 'locked'] as const;
export type AccountState = (typeof accountStates)[number];

/** First match wins. */
export function accountState(user: User): AccountState {
  if (!user.enabled) return 'disabled';
  if (user.isLocked) return 'locked';
  if (!user.emailVerified) return 'invited';
  return user.loginEvents.length === 0 && user.lastLoginTime === undefined ? 'provisioned' : 'active';
}

const LOGINS_KEPT = 20;

/** The user after one more sign-in. */
export function signedIn(user: User, login: LoginEvent): User {
  return { ...user, lastLoginTime: login.time, loginEvents: [login, ...user.loginEvents].slice(0, LOGINS_KEPT) };
}
