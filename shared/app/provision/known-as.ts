import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import { contentDigest, idBeside } from '../../domain/event/source-key.ts';
import { canonicalJson } from '../../domain/text/canonical-json.ts';
import { statementsOf } from '../../domain/timeline/engagement.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { History } from '../../ports/ledger/people/history.ts';

export interface KnownAs {
  /** Under the id that is its own. */
  readonly event: LifecycleEvent;
  readonly isDuplicate: boolean;
  /** Something else was recorded under the id that it came with. */
  readonly isIdReused: boolean;
}

/**
 * Whether a worker has an event already. An id alone says nothing: what else came under it is an event of its own, however long ago the
 * first was.
 */
export async function knownAs(
  event: LifecycleEvent,
  { worker, history }: { readonly worker: Worker; readonly history: Pick<History, 'get'> },
): Promise<KnownAs> {
  const recorded = async (id: string): Promise<LifecycleEvent | undefined> => {
    if (worker.recentEvents.length === 0) return undefined;
    const pending = worker.outbox.find((entry) => entry.kind === 'history' && entry.recorded.event.id === id);
    return pending?.kind === 'history' ? pending.recorded.event : (await history.get(worker.key, id))?.event;
  };

  const before = await recorded(event.id);
  if (!before || isSame(before, event))
    return { event, isDuplicate: before !== undefined || hasId(worker, event), isIdReused: false };
  const own = { ...event, id: idBeside(event.id, event.content ?? contentDigest(saidIn(event))) };
  const isDuplicate = hasId(worker, own) || (await recorded(own.id)) !== undefined;
  return { event: own, isDuplicate, isIdReused: true };
}

const hasId = ({ recentEvents, engagements }: Worker, { id, sourceKey }: LifecycleEvent): boolean => {
  const engagement = engagements[sourceKey];
  return (
    recentEvents.includes(id) || (engagement !== undefined && statementsOf(engagement).some((one) => one.id === id))
  );
};

/** By what was sent; where that is not kept of both, by what was understood of it. */
const isSame = (one: LifecycleEvent, other: LifecycleEvent): boolean =>
  one.content !== undefined && other.content !== undefined
    ? one.content === other.content
    : canonicalJson(saidIn(one)) === canonicalJson(saidIn(other));

/** What HR said, without what is ours to give and without what depends on when it came. */
function saidIn({
  id: _id,
  order: _order,
  receivedAt: _at,
  content: _content,
  rejected: _rejected,
  ...said
}: LifecycleEvent): object {
  return said;
}
