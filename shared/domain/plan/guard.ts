import type { Account } from '../account/account.ts';
import { isAdministrator, type ProviderTraits, roleRank } from '../provider/traits.ts';
import { type Action, isEnding } from './action.ts';

/** What counts against one limit. Each kind is counted in distinct workers a rolling window, and holds only its own kind. */
export type LimitKind = 'leavers' | 'removals' | 'grants';

export interface LimitSize {
  readonly min: number;
  /** Of managed accounts. */
  readonly percent: number;
}

/** How many workers a window may touch. */
export const limitOf = ({ min, percent }: LimitSize, managed: number): number =>
  Math.max(min, Math.floor((managed * percent) / 100));

/** The limit an action counts against; adding a worker to groups counts against none. */
export function limitKind(
  action: Action,
  { isLeaver, traits }: { readonly isLeaver: boolean; readonly traits: Pick<ProviderTraits, 'roles'> },
): LimitKind | undefined {
  if (isLeaver) return 'leavers';
  switch (action.kind) {
    case 'invite':
    case 'enable':
      return 'grants';
    case 'disable':
    case 'delete':
    case 'remove-from-group':
      return 'removals';
    case 'set-role':
      return roleRank(action.role, traits) < roleRank(action.from, traits) ? 'removals' : undefined;
    case 'adopt':
    case 'add-to-groups':
      return undefined;
  }
}

type Administrators = Pick<ProviderTraits, 'administrators'>;

/** No worker becomes an administrator unless a person agreed. */
export const makesAdministrator = (action: Action, traits: Administrators): boolean =>
  (action.kind === 'invite' || action.kind === 'set-role') && isAdministrator(action.role, traits);

/** Whether an action takes an administrator away, so that another one must remain. */
export const unmakesAdministrator = (action: Action, account: Account | undefined, traits: Administrators): boolean =>
  isAdministrator(account?.role, traits) &&
  (isEnding(action) || (action.kind === 'set-role' && !isAdministrator(action.role, traits)));

/** An administrator who can act for the company when all others are gone: enabled, and has signed in. */
export const isWorkingAdministrator = (
  { role, enabled, state, lastLoginAt }: Account,
  traits: Administrators,
): boolean => isAdministrator(role, traits) && enabled === true && (state === 'active' || lastLoginAt !== undefined);
