import { expect } from 'vitest';

import type { Account } from '../../shared/domain/account/account.ts';
import { isDisabled } from '../../shared/domain/plan/action.ts';
import { normaliseEmail } from '../../shared/domain/text/email.ts';
import { type AccessDates, accessAt } from '../../shared/domain/worker/access-standing.ts';
import { standingAt } from '../../shared/domain/worker/standing.ts';
import type { Worker } from '../../shared/domain/worker/worker.ts';
import type { Hold } from '../../shared/ports/ledger/people/holds.ts';

export interface LeaverState {
  readonly worker: Worker;
  /** How the company reads dates; as HR says them unless said otherwise. */
  readonly access?: AccessDates;
  /** Epoch ms. */
  readonly now: number;
  readonly target: string;
  /** Everybody the target has. */
  readonly accounts: readonly Account[];
  /** The worker's undecided ones. */
  readonly holds: readonly Hold[];
  /** What was told so far; absent where they left only while they were looked at, and the look that tells is still to come. */
  readonly notices: readonly { readonly name: string; readonly ids: object }[] | undefined;
  /** Accounts and addresses that are another worker's: a question, and none of this leaver's access. */
  readonly isAnothers: (account: Account) => boolean;
}

const AS_SAID: AccessDates = { startsBeforeDays: 0, endsOn: 'date' };
const PATIENCE_MS = 5 * 60_000;

/** Accounts that answer to a worker, by id or by an address they had, and can sign in. */
export function aliveOf({
  worker,
  now,
  target,
  accounts,
}: Pick<LeaverState, 'worker' | 'now' | 'target' | 'accounts'>): readonly Account[] {
  const { workEmail } = standingAt(worker.engagements, worker.overrides, now);
  const own = new Set(worker.targets[target]?.accounts.map(({ id }) => id));
  const addresses = new Set([...worker.addresses, ...(workEmail ? [normaliseEmail(workEmail)] : [])]);
  return accounts
    .filter((account) => own.has(account.id) || (account.email !== undefined && addresses.has(account.email)))
    .filter((account) => !isDisabled(account));
}

/**
 * A worker whose access should have ended is never at rest while any account that answers to them, by its id or by an address they
 * had, can sign in: they are due or held, access is not said to be over, and five minutes after it was due somebody was told.
 */
export function expectNoQuietLeaver({
  worker,
  now,
  target,
  accounts,
  holds,
  notices,
  isAnothers,
  ...how
}: LeaverState): void {
  const standing = accessAt(worker, now, how.access ?? AS_SAID);
  if (standing.kind !== 'ended') return;
  const record = worker.targets[target];
  const alive = aliveOf({ worker, now, target, accounts }).filter((account) => !isAnothers(account));
  if (alive.length === 0) return;

  const which = `worker ${worker.key} has left and can sign in with ${alive.map(({ id }) => id).join(', ')}`;
  expect(worker.due !== undefined || holds.length > 0, `${which}, and is neither due nor held`).toBe(true);
  expect(record?.overAt, `${which}, and access is said to be over`).toBeUndefined();
  if (!notices || now < (standing.endedAt ?? now) + PATIENCE_MS) return;
  const told = notices.filter(
    ({ name, ids }) => name === 'leaver-not-ended' && 'workerKey' in ids && ids.workerKey === worker.key,
  );
  expect(told.length, `${which}, and nobody was told`).toBeGreaterThan(0);
}
