import type { BusEvent } from '../../../domain/bus-event.ts';
import { PermanentError, RetryableError } from '../../../domain/failure.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';

/** How far a target's sweep has come. Kept in its checkpoint; names no person. */
export interface SweepState {
  readonly schema: 1;
  readonly sweepId: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** `listing` the target, then asking for who is `missing` from it. */
  readonly step: 'listing' | 'missing' | 'finished';
  /** Of the target's listing, or of the inventory's. */
  readonly cursor?: string;
  /** Accounts seen by this sweep so far, and how many of them a worker has claimed. */
  readonly seen: number;
  readonly managed: number;
  /** Before the first finished sweep there is nothing to compare with. */
  readonly hasFinishedOnce: boolean;
  /** Changes that are being written to the inventory, and the notices about them. */
  readonly pending: readonly Pending[];
}

export interface Pending {
  readonly event: BusEvent & { readonly id: string };
  /** The version of the inventory record that makes it true; absent for what is about no account. */
  readonly version?: number;
  /** Workers to be looked at who do not manage the account. */
  readonly ask?: readonly string[];
}

/** A state with the version of its checkpoint. */
export interface Progress {
  readonly state: SweepState;
  readonly version: number;
}

const SWEEP_ID_PREFIX = 'sweep_';

export const newSweep = (uuid: string, startedAt: number, hasFinishedOnce: boolean): SweepState => ({
  schema: 1,
  sweepId: `${SWEEP_ID_PREFIX}${uuid}`,
  startedAt,
  step: 'listing',
  seen: 0,
  managed: 0,
  hasFinishedOnce,
  pending: [],
});

/** Whether a sweep wrote an inventory record last; otherwise it was the first look at an invitation of ours. */
export const isFromSweep = ({ sweepId }: { readonly sweepId: string }): boolean => sweepId.startsWith(SWEEP_ID_PREFIX);

const nameOf = (target: string): string => `sweep:${target}`;

export async function loadProgress(target: string, { checkpoints }: Ledger): Promise<Progress | undefined> {
  const stored = await checkpoints.load(nameOf(target));
  if (!stored) return undefined;
  const state: unknown = JSON.parse(stored.value);
  if (!isSweepState(state))
    throw new PermanentError(`The checkpoint ${nameOf(target)} cannot be read; deploy the version that wrote it`);
  return { state, version: stored.version };
}

/** Throws `RetryableError` when another poller wrote first: that one continues, and this one stops. */
export async function saveProgress(
  target: string,
  { state, version }: Progress,
  { checkpoints }: Ledger,
): Promise<Progress> {
  if ((await checkpoints.save(nameOf(target), JSON.stringify(state), version)) === 'stale')
    throw new RetryableError(`Another process is sweeping ${target} at the same time`);
  return { state, version: version + 1 };
}

/** Written by this system alone, so that the version of its shape says enough. */
const isSweepState = (value: unknown): value is SweepState =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === 1;
