import type { Account } from '../../../domain/account/account.ts';
import {
  type AccountChange,
  changeId,
  changesBetween,
  isSameAccount,
  mergeKnown,
} from '../../../domain/account/account-change.ts';
import type { BusEvent, BusEventName } from '../../../domain/bus-event.ts';
import type { InventoryRecord } from '../../../ports/ledger/per-target/inventory.ts';
import type { LeftAccount } from '../../../ports/ledger/per-target/left.ts';
import type { PollDeps } from '../deps.ts';
import { type Ask, type Drift, driftOf, foreignDrift } from './drift.ts';
import { strangersWorkers } from './strangers-workers.ts';
import { isFromSweep, type Pending, type SweepState } from './sweep-state.ts';

/** The result of reading one account: the record to keep, and what to send once it is kept. */
export interface Finding {
  readonly record: InventoryRecord;
  /** What the record replaces; absent for an account that was not known. */
  readonly before?: InventoryRecord;
  readonly pending: readonly Pending[];
  /** A worker to be looked at soon; asked for again by the next sweep if it is lost. */
  readonly ask?: Ask;
}

/** A look at one account: what was seen, or that it is proven to be gone. */
export interface LookedAt {
  readonly target: string;
  readonly state: SweepState;
  /** When the target was asked, epoch ms. */
  readonly askedAt: number;
  readonly before?: InventoryRecord;
  readonly workerKey?: string;
  /** No page of the sweep was read, but an account that something was said of meanwhile. */
  readonly isBetweenPages?: true;
  /** What our last receipt left of the account, or that it is not ours and may be a leaver's way back. */
  readonly entry?: LeftAccount;
}

export async function findingOf(account: Account, look: LookedAt, deps: PollDeps): Promise<Finding> {
  const { target, state, before, workerKey, entry } = look;
  const at = deps.clock.now();
  const known = before?.removedAt === undefined ? before?.account : undefined;
  const merged = mergeKnown(known, account);
  const { marks, told, ask } =
    workerKey === undefined ? foreignDrift(entry, merged) : await compared(merged, { ...look, workerKey }, deps);
  const seen = {
    target,
    account: merged,
    sweepId: state.sweepId,
    seenAt: at,
    ...(marks.length > 0 && { drift: marks }),
  };
  const isSame = before !== undefined && known !== undefined && isSameAccount(known, merged);
  if (isSame && !told && isSameList(before.drift ?? [], marks))
    return { record: { ...seen, version: before.version }, before, pending: [], ...(ask && { ask }) };

  const version = (before?.version ?? 0) + 1;
  const place = { accountId: account.id, at, version };
  const changes = isSame || !isTold(look) ? [] : changesBetween(known, account);
  const strangers = workerKey === undefined && changes.length > 0 ? await strangersWorkers(changes, merged, deps) : [];
  const pending = changes.map((change, index) => ({
    ...pendingOf({ type: change.kind, detail: detailOf(change) }, place, look),
    ...(index === 0 && strangers.length > 0 && { ask: strangers }),
  }));
  const detail = told && { fields: told.fields.join(' '), leaver: told.isLeaver };
  return {
    record: { ...seen, version },
    ...(before && { before }),
    pending: [...pending, ...(detail ? [pendingOf({ type: 'DriftDetected', detail }, place, look)] : [])],
    ...(ask && !strangers.includes(ask.workerKey) && { ask }),
  };
}

function compared(
  now: Account,
  { target, state, workerKey, entry, before, askedAt, isBetweenPages }: LookedAt & { readonly workerKey: string },
  deps: PollDeps,
): Promise<Drift> {
  const told = { toldMarks: before?.drift ?? [], isTakenAnew: !isBetweenPages && before?.sweepId === state.sweepId };
  return driftOf({ target, workerKey, ...(entry && !entry.isForeign && { entry }), now, ...told, askedAt }, deps);
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((mark, index) => other[index] === mark);

/** An account whose absence was proven. */
export function removalOf(before: InventoryRecord, look: LookedAt, deps: PollDeps): Finding {
  const at = deps.clock.now();
  const version = before.version + 1;
  const { drift: _, ...known } = before;
  const record = { ...known, version, sweepId: look.state.sweepId, removedAt: at };
  const pending = pendingOf({ type: 'AccountRemoved' }, { accountId: before.account.id, at, version }, look);
  return { record, before, pending: isTold({ ...look, before }) ? [pending] : [] };
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
