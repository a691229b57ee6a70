import { condense } from '../../domain/condense/condense.ts';
import { letGoOfEnded } from '../../domain/condense/let-go-of-ended.ts';
import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import { PermanentError } from '../../domain/failure.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { History } from '../../ports/ledger/people/history.ts';

/** What a worker's item may hold in the bytes of its JSON. DynamoDB ends at 400 KB, and an ending must always find room below that. */
const MOST_BYTES = 200 * 1024;
/** Events that wait for the history in the item; what is beyond is written there at once. */
const MOST_PENDING = 20;

interface Recording {
  readonly event: LifecycleEvent;
  /** As it would be committed. */
  readonly recorded: Worker;
  readonly history: History;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Keeps a worker's item far below what the store takes: events on their way to the history go there now, and statements that can be
 * spared leave the item. Throws `PermanentError` where that is not enough; never for an ending, which is recorded whatever the size.
 */
export async function makeRoom({ event, recorded, history, now }: Recording): Promise<Worker> {
  const isRoomy = bytesOf(recorded) <= MOST_BYTES;
  if (isRoomy && recorded.outbox.length <= MOST_PENDING) return recorded;
  const sent = await sendPending(recorded, event, history);
  if (bytesOf(sent) <= MOST_BYTES) return sent;

  const engagements = Object.entries(sent.engagements).map(([key, engagement]) => [
    key,
    condense(engagement, now, true),
  ]);
  const tight = letGoOfEnded({ ...sent, engagements: Object.fromEntries(engagements) }, { now, most: 1 });
  const bytes = bytesOf(tight);
  if (bytes <= MOST_BYTES || isEnding(event)) return tight;
  throw new PermanentError(
    `Worker ${recorded.key} has no room for event ${event.id}: the item would hold ${kilobytes(bytes)} KB, and ${kilobytes(MOST_BYTES)} KB is the most. Let HR cancel the announcements that it no longer means, then redrive; endings are still recorded`,
  );
}

/** Writes to the history what waits for it, all but the event that is being recorded: it is not committed yet. */
async function sendPending(recorded: Worker, { id }: LifecycleEvent, history: History): Promise<Worker> {
  const rest: Worker['outbox'][number][] = [];
  for (const entry of recorded.outbox) {
    if (entry.kind === 'history' && entry.recorded.event.id !== id) await history.append(recorded.key, entry.recorded);
    else rest.push(entry);
  }
  return { ...recorded, outbox: rest };
}

/** What ends access, and what takes back: neither makes an item grow without end. */
const isEnding = ({ kind, phase }: LifecycleEvent): boolean => kind === 'left' || phase === 'cancelled';

const bytesOf = (worker: Worker): number => new TextEncoder().encode(JSON.stringify(worker)).length;
const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024);
