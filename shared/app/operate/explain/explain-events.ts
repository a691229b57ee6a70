import type { RecordedEvent } from '../../../domain/event/recorded-event.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';

/** Every event of a worker, by when it was recorded: the history, and what is still on its way there. */
export async function eventsOf(
  { key, outbox }: Worker,
  { history }: Pick<Ledger, 'history'>,
): Promise<readonly RecordedEvent[]> {
  const written = await history.list(key);
  const ids = new Set(written.map(({ event }) => event.id));
  const pending = outbox.flatMap((entry) =>
    entry.kind === 'history' && !ids.has(entry.recorded.event.id) ? [entry.recorded] : [],
  );
  return [...written, ...pending].sort((a, b) => a.recordedAt - b.recordedAt);
}
