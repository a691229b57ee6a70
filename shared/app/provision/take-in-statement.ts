import { condense } from '../../domain/condense.ts';
import { type Engagement, NO_ENGAGEMENT, recordAll, recordEvent, statementsOf } from '../../domain/engagement.ts';
import type { LifecycleEvent } from '../../domain/lifecycle-event.ts';
import { reachOf } from '../../domain/reach.ts';
import type { Worker } from '../../domain/worker.ts';
import type { History } from '../../ports/ledger/history.ts';

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
 * Takes an event into its engagement, and lets go of what says nothing that counts from now on. Where the event changes what only the
 * history has, everything that was said under its source key is read anew. An event that is older than what is kept may be one of
 * those: then it is a duplicate.
 */
export async function takeInStatement(event: LifecycleEvent, known: Known): Promise<TakenIn> {
  const { worker, history, now } = known;
  const kept = worker.engagements[event.sourceKey];
  const before = kept ?? NO_ENGAGEMENT;
  const isOld = before.behind && statementsOf(before).some(({ order }) => order > event.order);
  if (isOld && (await history.has(worker.key, event.id))) return { fate: 'duplicate' };

  const taken = recordEvent(before, event);
  const isAllHere = kept !== undefined || !worker.hasEngagementsInHistory;
  if (isAllHere && !(await reachesHistory(event, taken.engagement, known)))
    return { ...taken, engagement: condense(taken.engagement, now) };
  const said = await saidUnder(event.sourceKey, known);
  if (said.some(({ id }) => id === event.id)) return { fate: 'duplicate' };
  const { engagement, fate } = recordAll([...said, event]);
  return { fate, engagement: condense(engagement, now) };
}

async function reachesHistory(
  event: LifecycleEvent,
  after: Engagement,
  { worker, history, now }: Known,
): Promise<boolean> {
  const reach = reachOf(event, { before: worker.engagements[event.sourceKey] ?? NO_ENGAGEMENT, after, now });
  if (reach === 'named') return history.has(worker.key, event.supersedes ?? '');
  return reach === 'history';
}

/** Everything of one source key: the history, and what is still on its way there. */
async function saidUnder(sourceKey: string, { worker, history }: Known): Promise<readonly LifecycleEvent[]> {
  const pending = worker.outbox.flatMap((entry) => (entry.kind === 'history' ? [entry.recorded] : []));
  const all = [...(await history.list(worker.key)), ...pending].map(({ event }) => event);
  return [...new Map(all.filter((event) => event.sourceKey === sourceKey).map((event) => [event.id, event])).values()];
}
