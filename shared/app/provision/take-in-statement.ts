import { condense } from '../../domain/condense/condense.ts';
import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import { type Engagement, NO_ENGAGEMENT, recordAll, recordEvent } from '../../domain/timeline/engagement.ts';
import { needsHistory } from '../../domain/timeline/needs-history.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { History } from '../../ports/ledger/people/history.ts';

export type TakenIn =
  | { readonly fate: 'duplicate' }
  | { readonly fate: 'recorded' | 'superseded'; readonly engagement: Engagement };

interface Known {
  readonly worker: Worker;
  readonly history: History;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Takes an event into its engagement, and drops statements that no longer count. Where the event may change what only
 * the history has, or may be one of those, everything of its source key is read again.
 */
export async function takeInStatement(event: LifecycleEvent, known: Known): Promise<TakenIn> {
  const { worker, now } = known;
  const kept = worker.engagements[event.sourceKey];
  const isAllHere = kept !== undefined || !worker.hasEngagementsInHistory;
  if (isAllHere && !needsHistory(event, kept ?? NO_ENGAGEMENT)) {
    const { engagement, fate } = recordEvent(kept ?? NO_ENGAGEMENT, event);
    return { fate, engagement: condense(engagement, now) };
  }
  const said = await saidUnder(event.sourceKey, known);
  if (said.some(({ id }) => id === event.id)) return { fate: 'duplicate' };
  const { engagement, fate } = recordAll([...said, event]);
  return { fate, engagement: condense(engagement, now) };
}

/** Everything of one source key: the history, and what is still on its way there. */
async function saidUnder(sourceKey: string, { worker, history }: Known): Promise<readonly LifecycleEvent[]> {
  const pending = worker.outbox.flatMap((entry) => (entry.kind === 'history' ? [entry.recorded] : []));
  const all = [...(await history.list(worker.key)), ...pending].map(({ event }) => event);
  return [...new Map(all.filter((event) => event.sourceKey === sourceKey).map((event) => [event.id, event])).values()];
}
