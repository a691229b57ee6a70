import type { Account } from '../account/account.ts';
import { type Action, roleRank } from './action.ts';

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

/** The limit an action counts against; adding somebody to groups counts against none. */
export function limitKind(action: Action, isLeaver: boolean): LimitKind | undefined {
  if (isLeaver) return 'leavers';
  switch (action.kind) {
    case 'invite':
    case 'enable':
      return 'grants';
    case 'disable':
    case 'remove-from-group':
      return 'removals';
    case 'set-role':
      return roleRank(action.role) < roleRank(action.from) ? 'removals' : undefined;
    case 'adopt':
    case 'add-to-groups':
      return undefined;
  }
}

/** Nobody becomes an administrator without a person's word. */
export const makesAdministrator = (action: Action): boolean =>
  (action.kind === 'invite' || action.kind === 'set-role') && action.role === '$admin';

/** Whether an action takes an administrator away, so that another one must remain. */
export const unmakesAdministrator = (action: Action, account: Account | undefined): boolean =>
  account?.role === '$admin' && (action.kind === 'disable' || (action.kind === 'set-role' && action.role !== '$admin'));

/** One who can act for the company when everybody else is gone: an administrator, enabled, who has signed in. */
export const isWorkingAdministrator = ({ role, enabled, state, lastLoginAt }: Account): boolean =>
  role === '$admin' && enabled === true && (state === 'active' || lastLoginAt !== undefined);
