import type { BusEventName } from '../../contracts/bus-events.ts';
import type { Account } from '../../domain/account.ts';
import {
  type AccountChange,
  changeId,
  changesBetween,
  isSameAccount,
  mergeKnown,
} from '../../domain/account-change.ts';
import type { BusEvent } from '../../domain/worker.ts';
import type { InventoryRecord } from '../../ports/ledger/inventory.ts';
import type { PollDeps } from './deps.ts';
import { driftOf } from './drift.ts';
import { isFromSweep, type Pending, type SweepState } from './sweep-state.ts';

/** What a look at one account comes to: the record to keep, and what to tell once it is kept. */
export interface Finding {
  readonly record: InventoryRecord;
  readonly pending: readonly Pending[];
}

/** A look at one account: what was seen, or that it is proven to be gone. */
export interface LookedAt {
  readonly target: string;
  readonly state: SweepState;
  readonly before?: InventoryRecord;
  readonly workerKey?: string;
}

export async function findingOf(account: Account, look: LookedAt, deps: PollDeps): Promise<Finding> {
  const { target, state, before, workerKey } = look;
  const at = deps.clock.now();
  const known = before?.removedAt === undefined ? before?.account : undefined;
  const merged = mergeKnown(known, account);
  const { sweepId } = state;
  const seen = { target, account: merged, sweepId, seenAt: at };
  if (before && known && isSameAccount(known, merged))
    return { record: { ...seen, version: before.version }, pending: [] };

  const version = (before?.version ?? 0) + 1;
  const record = { ...seen, version };
  if (!isTold(look)) return { record, pending: [] };
  const drift =
    workerKey === undefined
      ? undefined
      : await driftOf({ target, workerKey, ...(known && { before: known }), now: merged }, deps);
  const place = { accountId: account.id, at, version };
  const changes = changesBetween(known, account).map((change) =>
    pendingOf({ type: change.kind, detail: detailOf(change) }, place, look),
  );
  if (!drift) return { record, pending: changes };
  const detail = { fields: drift.fields.join(' '), leaver: drift.isLeaver };
  return { record, pending: [...changes, pendingOf({ type: 'DriftDetected', detail }, place, look)] };
}

/** An account whose absence was proven. */
export function removalOf(before: InventoryRecord, look: LookedAt, deps: PollDeps): Finding {
  const at = deps.clock.now();
  const version = before.version + 1;
  const record = { ...before, version, sweepId: look.state.sweepId, removedAt: at };
  const pending = pendingOf({ type: 'AccountRemoved' }, { accountId: before.account.id, at, version }, look);
  return { record, pending: isTold({ ...look, before }) ? [pending] : [] };
}

/** Before the first finished sweep only what changed of accounts that are ours: the others are merely being counted. */
const isTold = ({ state, before, workerKey }: LookedAt): boolean =>
  state.hasFinishedOnce || (before !== undefined && (workerKey !== undefined || !isFromSweep(before)));

function pendingOf(
  { type, detail }: { readonly type: BusEventName; readonly detail?: BusEvent['detail'] },
  { accountId, at, version }: { readonly accountId: string; readonly at: number; readonly version: number },
  { target, workerKey }: LookedAt,
): Pending {
  const id = changeId({ target, accountId, inventoryVersion: version, kind: type });
  const event = { id, type, target, accountId, ...(workerKey !== undefined && { workerKey }), at };
  return { version, event: { ...event, ...(detail && { detail }) } };
}

function detailOf(change: AccountChange): BusEvent['detail'] {
  switch (change.kind) {
    case 'AccountDiscovered': {
      const { state, role } = change;
      return { ...(state !== undefined && { state }), ...(role !== undefined && { role }) };
    }
    case 'RoleChanged':
      return { from: change.from, to: change.to };
    case 'ProfileChanged':
      return { fields: change.fields.join(' ') };
    case 'InvitationAccepted':
    case 'FirstLogin':
    case 'AccountEnabled':
    case 'AccountDisabled':
    case 'AccountRemoved':
      return undefined;
  }
}
