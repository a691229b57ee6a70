import * as z from 'zod/mini';

import {
  ATTRIBUTES,
  type Attributes,
  type Effective,
  KINDS,
  type Kind,
  type LifecycleEvent,
  PHASES,
} from '../domain/lifecycle-event.ts';
import { eventId, sourceKey } from '../domain/source-key.ts';
import { lifecycleEventSchema, type WireEvent } from './lifecycle-event-schema.ts';

/** What a connection knows about its events that the events themselves do not say. */
export interface Origin {
  readonly connection: string;
  /** IANA name, for dates that come without a zone. */
  readonly defaultTimeZone: string;
  /** The vendor's id of the event: stays the same however often it is sent. */
  vendorEventId(source: string, id: string): string;
  /** The vendor's id of the event that `supersedes` names. */
  supersededEventId(source: string, supersedes: string): string;
}

/** What an inbound event turned out to be. A reason names the field and what to do, and never quotes a value. */
export type DecodedEvent =
  | { readonly kind: 'event'; readonly event: LifecycleEvent }
  /** Of a later version of this format: no action, but somebody should hear of it. */
  | { readonly kind: 'unknown-kind' | 'unknown-phase'; readonly because: string }
  | { readonly kind: 'unintelligible'; readonly because: string };

/** Nothing about these depends on a date. */
const UNDATED: readonly Kind[] = ['record_deleted', 'observed', 'identity_changed'];

const named = z.object({ data: z.object({ kind: z.string(), phase: z.string() }) });

/** Decodes one canonical event, parsed from JSON. */
export function decodeLifecycleEvent(input: unknown, origin: Origin): DecodedEvent {
  const names = named.safeParse(input);
  if (names.success && !isOneOf(KINDS, names.data.data.kind)) {
    return {
      kind: 'unknown-kind',
      because: 'data.kind is none of the kinds that this version knows; upgrade, or send one of them',
    };
  }
  if (names.success && !isOneOf(PHASES, names.data.data.phase)) {
    return {
      kind: 'unknown-phase',
      because: 'data.phase is none of the phases that this version knows; upgrade, or send one of them',
    };
  }
  const result = lifecycleEventSchema.safeParse(input);
  if (!result.success) return unintelligible(sentence(result.error.issues[0]));
  const { time, data } = result.data;
  if (Date.parse(time) < 0) return unintelligible('time must not be before 1970');
  if (data.effective === null && !UNDATED.includes(data.kind)) {
    return unintelligible('data.effective must not be null for this kind; say from which date it holds');
  }
  return { kind: 'event', event: toEvent(result.data, origin) };
}

function toEvent({ id: wireId, source, time, data }: WireEvent, origin: Origin): LifecycleEvent {
  const { connection } = origin;
  const id = eventId(connection, origin.vendorEventId(source, wireId), 0);
  const occurredAt = Date.parse(time);
  return {
    id,
    connection,
    sourceKey: sourceKey(connection, data.worker.sourceWorkerId),
    kind: data.kind,
    phase: data.phase,
    effective: data.effective && toEffective(data.effective, data.kind, origin),
    attributes: toAttributes(data.worker),
    occurredAt,
    order: `${String(occurredAt).padStart(16, '0')} ${id}`,
    ...(data.supersedes && { supersedes: eventId(connection, origin.supersededEventId(source, data.supersedes), 0) }),
  };
}

function toEffective(wire: NonNullable<WireEvent['data']['effective']>, kind: Kind, origin: Origin): Effective {
  const { date, timeZone = origin.defaultTimeZone, immediate = false, instant } = wire;
  const boundary = wire.boundary ?? (kind === 'left' ? 'end_of_day' : 'start_of_day');
  const exact = boundary === 'instant' && instant ? { instant: Date.parse(instant) } : {};
  return { date, boundary, timeZone, immediate, ...exact };
}

/** Only what policy may ask about; an empty text says that there is none. */
function toAttributes(worker: WireEvent['data']['worker']): Attributes {
  return Object.fromEntries(
    ATTRIBUTES.flatMap((name) => {
      const value = worker[name];
      return value === undefined ? [] : [[name, value === '' ? null : value]];
    }),
  );
}

const unintelligible = (because: string): DecodedEvent => ({ kind: 'unintelligible', because });

const isOneOf = (known: readonly string[], name: string): boolean => known.includes(name);

function sentence(issue: z.core.$ZodIssue | undefined): string {
  return `${issue?.path.join('.') || 'the event'} ${issue?.message ?? 'cannot be read'}`;
}
