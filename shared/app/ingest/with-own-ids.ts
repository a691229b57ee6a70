import type { Told } from '../../contracts/signals/names.ts';
import type { LifecycleEvent } from '../../domain/event/lifecycle-event.ts';
import { idBeside } from '../../domain/event/source-key.ts';
import type { Normalised } from '../../ports/hris.ts';
import type { Deliveries } from '../../ports/ledger/intake/deliveries.ts';
import type { Observe } from '../../ports/observe.ts';

export interface OwnIdsDeps {
  readonly deliveries: Pick<Deliveries, 'firstUnder'>;
  readonly observe: Observe<Told>;
}

export interface From {
  readonly connection: string;
  /** Digest of the delivery. */
  readonly delivery: string;
  /** Epoch ms until which an id is remembered. */
  readonly until: number;
}

/**
 * What a delivery says, each event under an id that nothing else has: where something else was said under its id before, it is an event
 * of its own, counted and reported. The same content sent again keeps the id it had.
 */
export async function withOwnIds<Said extends Pick<Normalised, 'events' | 'rejected'>>(
  said: Said,
  from: From,
  deps: OwnIdsDeps,
): Promise<Said> {
  const own = new Map<LifecycleEvent, LifecycleEvent>();
  const byId = Map.groupBy(said.events, ({ id }) => id);
  await Promise.all(
    [...byId.values()].map(async (sameId) => {
      // within one delivery the first event with an id keeps it
      for (const event of sameId) own.set(event, await withOwnId(event, from, deps));
    }),
  );
  const events = said.events.map((event) => own.get(event) ?? event);
  const ids = new Map(said.events.map((event, index) => [event.id, events[index]?.id ?? event.id]));
  const rejected = said.rejected.map((one) => ({ ...one, eventId: ids.get(one.eventId) ?? one.eventId }));
  return { ...said, events, rejected };
}

async function withOwnId(
  event: LifecycleEvent,
  { connection, delivery, until }: From,
  { deliveries, observe }: OwnIdsDeps,
): Promise<LifecycleEvent> {
  const { id, content } = event;
  if (content === undefined || (await deliveries.firstUnder(id, content, until)) === content) return event;
  const own = idBeside(id, content);
  observe.count('DeliveryIdReused', { connection });
  observe.error('delivery-id-reused', { connection, delivery, eventId: own, reused: id });
  return { ...event, id: own };
}
