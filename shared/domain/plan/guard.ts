import type { Account } from '../account/account.ts';
import { isAdministrator, type ProviderTraits, roleRank } from '../provider/traits.ts';
import { type Action, isEnding } from './action.ts';
import { DAY_MS, SLOT_MS, type Window } from './windows.ts';

/** What counts against one limit. Each kind is counted in distinct workers, and stops only its own kind. */
export type LimitKind = 'leavers' | 'removals' | 'elevations' | 'grants';

/** `immediate`: leavers of whom HR says that access must end at once. They have a limit of their own before that of all leavers. */
export type CountedKind = LimitKind | 'immediate';

export interface LimitSize {
  readonly min: number;
  /** Of managed accounts. */
  readonly percent: number;
  /** Never more than this, whatever the percentage comes to. */
  readonly max?: number;
}

/** What one kind may do: in a window, in a day, and in five minutes where that is limited too. */
export interface Limit extends LimitSize {
  readonly day?: LimitSize;
  readonly perFiveMinutes?: number;
}

/** Of the limit of a window, what a day allows where the configuration does not say. Grants only wait, so they have a working day. */
const DAY_FACTOR: Readonly<Record<CountedKind, number>> = {
  leavers: 3,
  immediate: 3,
  removals: 3,
  elevations: 3,
  grants: 8,
};

/** How many workers a window may touch. */
export const limitOf = ({ min, percent, max = Number.POSITIVE_INFINITY }: LimitSize, managed: number): number =>
  Math.min(max, Math.max(min, Math.floor((managed * percent) / 100)));

/** The size of a day's limit: as configured, or a multiple of the window's. */
const dayOf = (kind: CountedKind, { min, percent, max, day }: Limit): LimitSize =>
  day ?? {
    min: min * DAY_FACTOR[kind],
    percent: Math.min(100, percent * DAY_FACTOR[kind]),
    ...(max !== undefined && { max: max * DAY_FACTOR[kind] }),
  };

interface Sizing {
  /** How long the first window is, in ms. */
  readonly windowMs: number;
  /** How many accounts of the target are managed. */
  readonly managed: number;
  /** What part of the limits one cohort may use alone, in percent; never less than their `min`. */
  readonly share: number;
}

/** The windows that a limit means for a target, or for one cohort of its workers. */
export function windowsOf(kind: CountedKind, limit: Limit, { windowMs, managed, share }: Sizing): readonly Window[] {
  const day = dayOf(kind, limit);
  const part = (size: LimitSize) => {
    const whole = limitOf(size, managed);
    return Math.min(whole, Math.max(size.min, Math.floor((whole * share) / 100)));
  };
  const { perFiveMinutes } = limit;
  return [
    { ms: windowMs, max: part(limit) },
    { ms: DAY_MS, max: part(day) },
    ...(perFiveMinutes === undefined ? [] : [{ ms: SLOT_MS, max: perFiveMinutes }]),
  ];
}

export interface Counting {
  readonly isLeaver: boolean;
  readonly traits: Pick<ProviderTraits, 'roles'>;
  /** Whether an account came of an invitation of this very plan: its first role is part of the grant. */
  readonly isNew?: (accountId: string) => boolean;
}

/** The limit an action counts against; adding a worker to groups counts against none. */
export function limitKind(action: Action, { isLeaver, traits, isNew = () => false }: Counting): LimitKind | undefined {
  // a person approves each by itself
  if (action.kind === 'remove') return undefined;
  if (isLeaver) return 'leavers';
  switch (action.kind) {
    case 'invite':
    case 'enable':
      return 'grants';
    case 'disable':
    case 'delete':
    case 'remove-from-group':
    case 'revoke-token':
    case 'hand-over-assets':
      return 'removals';
    case 'set-role': {
      const change = roleRank(action.role, traits) - roleRank(action.from, traits);
      if (change > 0 && isNew(action.accountId)) return undefined;
      return change < 0 ? 'removals' : change > 0 ? 'elevations' : undefined;
    }
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
