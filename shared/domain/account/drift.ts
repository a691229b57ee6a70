import { createHash } from 'node:crypto';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Left } from '../worker/left.ts';
import type { Account } from './account.ts';
import { enabledOf } from './account-change.ts';
import type { LateSteps } from './late-steps.ts';

export type DriftField = 'enabled' | 'role' | 'groups';

/** One way in which an account differs from what our last receipt left. */
export interface Difference {
  readonly field: DriftField;
  /** The same as long as the difference is the same, so that it is reported once. Holds nothing personal. */
  readonly mark: string;
}

/**
 * Differences in sign-in and role from what the worker's version `version` left. A field that is missing on either side is unknown, and
 * nothing follows from it; nor does anything from a role that is the work of our own `late` steps.
 */
export function differencesFrom(left: Left, now: Account, version = 0, late?: LateSteps): readonly Difference[] {
  const isEnabled = enabledOf(now);
  const isChanged = left.enabled !== undefined && isEnabled !== undefined && left.enabled !== isEnabled;
  const enabled = isChanged || isActiveAgain(left, now);
  const role = left.role !== undefined && now.role !== undefined && left.role !== now.role && now.role !== late?.role;
  return [
    ...(enabled ? [difference('enabled', [isEnabled, version])] : []),
    ...(role ? [difference('role', [now.role, version])] : []),
  ];
}

/** The difference that memberships make which others took away or gave; `groupIds` are those groups. */
export const groupDifference = (groupIds: readonly string[]): readonly Difference[] =>
  groupIds.length > 0 ? [difference('groups', [...groupIds].sort())] : [];

/** Whether the account can sign in although its worker's access had ended. */
export const isActiveAgain = ({ hasEnded }: Left, now: Account): boolean => hasEnded && enabledOf(now) === true;

const difference = (field: DriftField, now: unknown): Difference => {
  const digest = createHash('sha256').update(canonicalJson(now)).digest('hex').slice(0, 16);
  return { field, mark: `${field} ${digest}` };
};
