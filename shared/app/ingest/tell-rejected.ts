import { rejectable } from '../../contracts/event/rejectable.ts';
import type { Told } from '../../contracts/signals/names.ts';
import type { Normalised } from '../../ports/hris.ts';
import type { Observe } from '../../ports/observe.ts';

/** Reports what was left out of accepted events: a count for each attribute, a line for each event. Names and reasons, never a value. */
export function tellRejected(
  rejected: Normalised['rejected'],
  { connection, delivery }: { readonly connection: string; readonly delivery: string },
  observe: Observe<Told>,
): void {
  for (const [eventId, ofEvent] of Map.groupBy(rejected, (one) => one.eventId)) {
    for (const { attribute } of ofEvent)
      observe.count('AttributeRejected', { connection, attribute: rejectable(attribute) });
    const because = ofEvent.map(({ attribute, why }) => `${rejectable(attribute)} ${why}`).join('; ');
    observe.warn('attribute-rejected', { connection, delivery, eventId, because });
  }
}
