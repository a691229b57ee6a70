import { encodeMessage } from '../../contracts/messages.ts';
import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import type { QueuedMessage } from '../../ports/queue.ts';

/** An event on its way to the lifecycle queue. `delivery` is the digest of what brought it. */
export const eventMessage = (
  event: LifecycleEvent,
  { delivery, dedupId }: { readonly delivery: string; readonly dedupId: string },
): QueuedMessage => ({
  body: encodeMessage({ kind: 'event', event, delivery }),
  group: event.sourceKey,
  dedupId,
});
