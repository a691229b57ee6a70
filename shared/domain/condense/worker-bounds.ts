import { MOST_LOST_GROUPS } from '../returning/lost-groups.ts';
import type { Override } from '../worker/override.ts';
import type { ManagedAccount, TargetRecord, Worker } from '../worker/worker.ts';

/** The most that a worker's item keeps of what only grows slowly; docs/ledger.md says the bound of every list. */
const BOUNDS = { overrides: 100, accounts: 50, ownedGroups: 200, refusals: 10 } as const;

/**
 * The worker with no list longer than its bound, at an instant (epoch ms). What is in force, and an account whose access has not ended,
 * is never let go of: of overrides and accounts the oldest that are over go first.
 */
export const withinBounds = (worker: Worker, now: number): Worker => ({
  ...worker,
  overrides: most(worker.overrides, BOUNDS.overrides, ({ until }: Override) => until <= now),
  targets: Object.fromEntries(
    Object.entries(worker.targets).map(([target, record]) => [target, boundedRecord(record)]),
  ),
});

const boundedRecord = (record: TargetRecord): TargetRecord => ({
  ...record,
  refusals: record.refusals.slice(-BOUNDS.refusals),
  accounts: most(record.accounts, BOUNDS.accounts, ({ endedAt }: ManagedAccount) => endedAt !== undefined).map(
    (account) => ({
      ...account,
      ownedGroups: account.ownedGroups.slice(-BOUNDS.ownedGroups),
      ...(account.lostGroups && { lostGroups: account.lostGroups.slice(0, MOST_LOST_GROUPS) }),
    }),
  ),
});

/** All but the oldest that may go, as far as the bound asks for it. */
function most<One>(all: readonly One[], bound: number, mayGo: (one: One) => boolean): readonly One[] {
  const spare = new Set(all.filter(mayGo).slice(0, Math.max(0, all.length - bound)));
  return all.filter((one) => !spare.has(one));
}
