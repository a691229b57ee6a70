import { decodeLifecycleEvent } from '../../shared/contracts/lifecycle-event.ts';
import { lifecycleEventSchema } from '../../shared/contracts/lifecycle-event-schema.ts';
import { invalidInput } from './invalid-input.ts';

/** An event that ingest will understand, and what it will be known by. */
export interface Checked {
  readonly wire: unknown;
  /** As the sender named it. */
  readonly id: string;
  readonly kind: string;
  readonly phase: string;
  readonly sourceWorkerId: string;
  readonly sourceKey: string;
  /** As the ledger names it. */
  readonly eventId: string;
}

export interface Door {
  readonly connection: string;
  readonly isHook: boolean;
}

/** Dots would let one signature stand for another id and time. */
const WEBHOOK_ID = /^[^.\s]{1,256}$/;

/** Reads events as ingest does. Throws a `Refusal` that names the field, and never quotes a value. */
export function checkEvents(events: readonly unknown[], door: Door): readonly Checked[] {
  const where = (index: number) => (events.length === 1 ? '' : `[${index}]: `);
  return events.map((event, index) => {
    const checked = checkEvent(event, door);
    if (typeof checked === 'string') throw invalidInput(`${where(index)}${checked}`);
    return checked;
  });
}

function checkEvent(wire: unknown, { connection, isHook }: Door): Checked | string {
  const decoded = decodeLifecycleEvent(wire, {
    connection,
    defaultTimeZone: 'UTC',
    vendorEventId: (source, id) => (isHook ? id : `${source}|${id}`),
    supersededEventId: (_source, supersedes) => supersedes,
  });
  if (decoded.kind !== 'event') return decoded.because;
  const { id, data } = lifecycleEventSchema.parse(wire);
  if (isHook && !WEBHOOK_ID.test(id))
    return 'id must have no dots and no spaces to go through a hook; give it another one, or send it without --hook';
  const { kind, phase, sourceKey, id: eventId } = decoded.event;
  return { wire, id, kind, phase, sourceWorkerId: data.worker.sourceWorkerId, sourceKey, eventId };
}
