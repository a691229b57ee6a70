/**
 * What the pure parts must know of a provider. Its adapter states it; planner, guards, reports and doctor read it, and know no provider
 * by name.
 */
export interface ProviderTraits {
  /** What an account can be, from the least to the most. Any other role ranks below the least. */
  readonly roles: readonly [string, ...string[]];
  /** Those of `roles` that may give access to others. */
  readonly administrators: readonly string[];
  /** Those of `roles` that people give in the target itself: no rule gives one, and no plan takes one away. Default: none. */
  readonly neverGranted?: readonly string[];
  readonly ending: Ending;
  /** Whether an account is an invitation first, and whether that can be ended before it is accepted. */
  readonly invitees: 'none' | 'cannot-be-ended' | 'can-be-ended';
  /** Requests a minute that the provider allows one tenant, all callers together. */
  readonly requestsPerMinute: number;
  /** Who may decide who is in a group: we alone, or for some groups an identity provider. */
  readonly groupOwners: 'us' | 'us-or-identity-provider';
  /** An ended account can be removed for good, and another one gets what it owns. Default: it cannot. */
  readonly removesAccounts?: true;
}

/** How the sign-in of an account ends, and how it comes back. */
export interface Ending {
  /** `disable` and `suspend` keep the account, and it is let in again; `delete` and `leave-directory` lose it, and a new one is made. */
  readonly by: 'disable' | 'suspend' | 'delete' | 'leave-directory';
  /** Whether the target refuses to end an administrator before they have another role. */
  readonly administrators: 'like-others' | 'after-another-role';
}

/** From 1 for the least; 0 for no role, and for one that the provider does not have. */
export const roleRank = (role: string | undefined, { roles }: Pick<ProviderTraits, 'roles'>): number =>
  role === undefined ? 0 : roles.indexOf(role) + 1;

export const leastRole = ({ roles: [least] }: Pick<ProviderTraits, 'roles'>): string => least;

export const isAdministrator = (
  role: string | undefined,
  { administrators }: Pick<ProviderTraits, 'administrators'>,
): boolean => role !== undefined && administrators.includes(role);

/** Whether only a person in the target gives and takes this role. */
export const isNeverGranted = (
  role: string | undefined,
  { neverGranted = [] }: Pick<ProviderTraits, 'neverGranted'>,
): boolean => role !== undefined && neverGranted.includes(role);

/** Whether an account whose sign-in has ended is still there, to be let in again. */
export const keepsAccount = ({ ending: { by } }: Pick<ProviderTraits, 'ending'>): boolean =>
  by === 'disable' || by === 'suspend';
