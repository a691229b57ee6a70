import * as z from 'zod/mini';

import {
  ATTRIBUTES,
  type Attributes,
  type Effective,
  KINDS,
  type Kind,
  type LifecycleEvent,
  PHASES,
  type Rejected,
} from '../domain/lifecycle-event.ts';
import { eventId, sourceKey } from '../domain/source-key.ts';
import type { WireEvent } from './lifecycle-event-schema.ts';
import { type LeftOut, mendEvent } from './mend-event.ts';

/** What a connection knows about its events that the events themselves do not say. */
export interface Origin {
  readonly connection: string;
  /** IANA name, for dates that come without a zone. */
  readonly defaultTimeZone: string;
  /** Epoch ms; when it happened, for an ending that does not say so. */
  readonly receivedAt: number;
  /** The vendor's id of the event: stays the same however often it is sent. Undefined where what names it could not be read. */
  vendorEventId(source: string | undefined, id: string | undefined): string | undefined;
  /** The vendor's id of the event that `supersedes` names; undefined where the source that it needs could not be read. */
  supersededEventId(source: string | undefined, supersedes: string): string | undefined;
}

/** What an inbound event turned out to be. A reason names the field and what to do, and never quotes a value. */
export type DecodedEvent =
  | { readonly kind: 'event'; readonly event: LifecycleEvent; readonly rejected: readonly Rejected[] }
  /** Of a later version of this format: no action, but somebody should hear of it. */
  | { readonly kind: 'unknown-kind' | 'unknown-phase'; readonly because: string }
  | { readonly kind: 'unintelligible'; readonly because: string };

/** A decoded event, and all that is wrong with it. */
export interface ExaminedEvent {
  readonly decoded: DecodedEvent;
  /** What is left of it; absent for an event that is not taken. */
  readonly wire?: WireEvent;
  /** All that has to be right and is not; empty for an event that is taken. */
  readonly refused: readonly string[];
  /** All that is left out, also of an event that is not taken. */
  readonly leftOut: readonly LeftOut[];
}

/** Nothing about these depends on a date. */
const UNDATED: readonly Kind[] = ['record_deleted', 'observed', 'identity_changed'];

const NO_DATE = 'must not be null for this kind; say from which date it holds';

const words = z.object({ data: z.object({ kind: z.optional(z.unknown()), phase: z.optional(z.unknown()) }) });

/** Decodes one canonical event, parsed from JSON. */
export const decodeLifecycleEvent = (input: unknown, origin: Origin): DecodedEvent =>
  examineLifecycleEvent(input, origin).decoded;

/** The same, with everything that is wrong and not only the first of it. */
export function examineLifecycleEvent(input: unknown, origin: Origin): ExaminedEvent {
  const { kind, phase } = words.safeParse(input).data?.data ?? {};
  if (isOtherThan(KINDS, kind)) return refuse('unknown-kind', [unknownWord('data.kind', 'kinds')]);
  if (isOtherThan(PHASES, phase)) return refuse('unknown-phase', [unknownWord('data.phase', 'phases')]);

  const isEnding = kind === 'left' && phase !== 'cancelled';
  const { wire, refused, leftOut } = mendEvent(input, { ...origin, isEnding });
  if (!wire) return refuse('unintelligible', refused, leftOut);
  const isUndated = wire.data.effective === null && !UNDATED.includes(wire.data.kind);
  if (isUndated && !isEnding) return refuse('unintelligible', [`data.effective ${NO_DATE}`], leftOut);
  const isTold = !isUndated || leftOut.some(({ attribute }) => attribute === 'date');
  const all = isTold ? leftOut : [...leftOut, { attribute: 'date', place: 'data.effective', why: NO_DATE }];
  const rejected = all.map(({ attribute, why }) => ({ attribute, why }));
  const event = toEvent(wire, rejected, origin);
  return { decoded: { kind: 'event', event, rejected }, wire, refused: [], leftOut: all };
}

const refuse = (
  kind: Exclude<DecodedEvent['kind'], 'event'>,
  refused: readonly string[],
  leftOut: readonly LeftOut[] = [],
): ExaminedEvent => ({ decoded: { kind, because: refused[0] ?? 'the event cannot be read' }, refused, leftOut });

function toEvent(wire: WireEvent, rejected: readonly Rejected[], origin: Origin): LifecycleEvent {
  const { time, data } = wire;
  const { connection } = origin;
  const { sourceWorkerId, previousSourceWorkerId: previous } = data.worker;
  const names = rejected.map(({ attribute }) => attribute);
  const usable = (name: 'id' | 'source') => (names.includes(name) ? undefined : wire[name]);
  const source = usable('source');
  const occurredAt = Date.parse(time);
  const id = eventId(connection, origin.vendorEventId(source, usable('id')) ?? idOfContent(wire), 0);
  const superseded = data.supersedes ? origin.supersededEventId(source, data.supersedes) : undefined;
  return {
    id,
    connection,
    sourceKey: sourceKey(connection, sourceWorkerId),
    kind: data.kind,
    phase: data.phase,
    effective: data.effective && toEffective(data.effective, data.kind, origin),
    attributes: toAttributes(data.worker),
    occurredAt,
    order: `${String(occurredAt).padStart(16, '0')} ${id}`,
    ...(superseded !== undefined && { supersedes: eventId(connection, superseded, 0) }),
    ...(previous && previous !== sourceWorkerId && { previousSourceKey: sourceKey(connection, previous) }),
    ...(names.length > 0 && { rejected: names }),
  };
}

/** Stands for the id of an ending that has none: the same for the same ending, told at the same time. */
const idOfContent = ({ time, data: { kind, phase, worker, effective } }: WireEvent): string =>
  JSON.stringify(['without an id', time, kind, phase, worker.sourceWorkerId, effective]);

function toEffective(wire: NonNullable<WireEvent['data']['effective']>, kind: Kind, origin: Origin): Effective {
  const { date, timeZone, immediate = false, instant } = wire;
  const boundary = wire.boundary ?? (kind === 'left' ? 'end_of_day' : 'start_of_day');
  const zone = timeZone === undefined ? { timeZone: origin.defaultTimeZone, zoneAssumed: true } : { timeZone };
  const exact = boundary === 'instant' && instant ? { instant: Date.parse(instant) } : {};
  return { date, boundary, ...zone, immediate, ...exact };
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

/** A word that this version does not know, and that a later one may. */
const isOtherThan = (known: readonly string[], word: unknown): boolean =>
  typeof word === 'string' && word.trim() !== '' && !known.includes(word);

const unknownWord = (field: string, words: string): string =>
  `${field} is none of the ${words} that this version knows; upgrade, or send one of them`;
