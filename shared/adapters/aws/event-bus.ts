import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

import { asciiJson } from '../../contracts/ascii-json.ts';
import { toBusEntry } from '../../contracts/signals/bus-events.ts';
import { RetryableError } from '../../domain/failure.ts';
import type { Bus } from '../../ports/bus.ts';

const MAX_ENTRIES = 10;
const MAX_BATCH_BYTES = 256 * 1024;
/** What EventBridge counts for an entry's time. */
const TIME_BYTES = 14;

/** An EventBridge bus. What it did not take of a batch is sent once more; subscribers recognise a repetition by its id. */
export function eventBus(client: EventBridgeClient, busName: string): Bus {
  /** Resolves to the entries that were not taken. */
  async function put(entries: readonly PutEventsRequestEntry[]) {
    const answer = await client.send(new PutEventsCommand({ Entries: [...entries] })).catch((error: unknown) => {
      throw new RetryableError(`EventBridge did not accept ${entries.length} events (${nameOf(error)})`);
    });
    // the answer's entries have the order of the request's; one that has no event id was not taken
    return entries.filter((_, index) => answer.Entries?.[index]?.EventId === undefined);
  }

  return {
    publish: async (events) => {
      for (const batch of batches(events.map((event) => toEntry(toBusEntry(event), busName)))) {
        const refused = await put(batch);
        const still = refused.length > 0 ? await put(refused) : [];
        if (still.length > 0)
          throw new RetryableError(`EventBridge did not accept ${still.length} of ${batch.length} events`);
      }
    },
  };
}

const toEntry = (
  { source, detailType, detail }: ReturnType<typeof toBusEntry>,
  busName: string,
): PutEventsRequestEntry => ({
  EventBusName: busName,
  Source: source,
  DetailType: detailType,
  Detail: asciiJson(detail),
  Time: new Date(detail.at),
});

/** In order, each within what one request may hold. */
function batches(entries: readonly PutEventsRequestEntry[]): readonly (readonly PutEventsRequestEntry[])[] {
  const found: PutEventsRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    const last = found.at(-1);
    if (last && last.length < MAX_ENTRIES && bytes + size <= MAX_BATCH_BYTES) {
      last.push(entry);
      bytes += size;
    } else {
      found.push([entry]);
      bytes = size;
    }
  }
  return found;
}

const sizeOf = ({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number =>
  TIME_BYTES + [Source, DetailType, Detail].reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');
