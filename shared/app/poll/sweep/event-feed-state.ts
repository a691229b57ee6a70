import { RetryableError } from '../../../domain/failure.ts';
import { jsonOrUndefined } from '../../../domain/text/json-or-undefined.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { LoggedEvent } from '../../../ports/target/event-feed.ts';

/** How far a target's own log was read. Kept in a checkpoint; names no person. */
interface FeedState {
  readonly schema: 1;
  /** The time of the newest event that was read (epoch ms), by the target's clock and never in the future by ours; before there was one, when reading began. */
  readonly newestAt: number;
  /** Marks of the events that the next look reads again, because others beside them may be logged late. */
  readonly known: readonly string[];
  /** The log is not asked before (epoch ms): it was refused, or not understood. */
  readonly restsUntil?: number;
}

/** A state with the version of its checkpoint. */
export interface StoredFeed {
  readonly state: FeedState;
  readonly version: number;
}

/** One event; the log gives them no id. */
export const markOf = ({ accountId, at, kind }: LoggedEvent): string => `${at} ${kind} ${accountId}`;

const nameOf = (target: string): string => `events:${target}`;

/** How far the log was read; undefined where it never was. What another version wrote is begun anew from `now` (epoch ms): it is only a hint. */
export async function loadFeed(
  target: string,
  { checkpoints }: Pick<Ledger, 'checkpoints'>,
  now: number,
): Promise<StoredFeed | undefined> {
  const stored = await checkpoints.load(nameOf(target));
  if (!stored) return undefined;
  const state = jsonOrUndefined(stored.value);
  return { state: isFeedState(state) ? state : beginningAt(now), version: stored.version };
}

export const beginningAt = (now: number): FeedState => ({ schema: 1, newestAt: now, known: [] });

/** Throws `RetryableError` when another poller wrote first. */
export async function saveFeed(
  target: string,
  { state, version }: StoredFeed,
  { checkpoints }: Pick<Ledger, 'checkpoints'>,
): Promise<void> {
  if ((await checkpoints.save(nameOf(target), JSON.stringify(state), version)) === 'stale')
    throw new RetryableError(`Another process is reading the events of ${target} at the same time`);
}

/** Written by this system alone, so that the version of its shape says enough. */
const isFeedState = (value: unknown): value is FeedState =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === 1;
