import * as z from 'zod/mini';

import {
  ATTRIBUTES,
  type Attributes,
  type Effective,
  END_DATES,
  KINDS,
  type Kind,
  type LifecycleEvent,
  PHASES,
  type Rejected,
} from '../../domain/event/lifecycle-event.ts';
import { orderOf, placeBeyondSequence, placeBySequence, placeByTime, type Receipt } from '../../domain/event/order.ts';
import { contentDigest, eventId, sourceKey } from '../../domain/event/source-key.ts';
import { beyondMs, withTimeOfReceipt } from './event-time.ts';
import type { WireEvent } from './lifecycle-event-schema.ts';
import { type LeftOut, mendEvent, sentenceOf } from './mend-event.ts';
import { NO_SEQUENCE, sequenceDigits } from './sequence.ts';

/** What a connection knows about its events that the events themselves do not say. */
export interface Origin {
  readonly connection: string;
  /** IANA name, for dates that come without a zone. */
  readonly defaultTimeZone: string;
  /** Of the delivery; when it happened, for an ending that does not say so. */
  readonly receipt: Receipt;
  /** The event's place in the delivery. */
  readonly place: number;
  /** The source gives every event a number of its own, by which its events sort. */
  readonly sequence?: 'always';
  /** The id comes of the body, so that nothing else can have it. */
  readonly isIdOfBody?: boolean;
  /** The vendor's id of the event: stays the same however often it is sent. Undefined where what names it could not be read. */
  vendorEventId(source: string | undefined, id: string | undefined): string | undefined;
  /** The vendor's id of the event that `supersedes` names; undefined where the source that it needs could not be read. */
  supersededEventId(source: string | undefined, supersedes: string): string | undefined;
}

/** What an inbound event turned out to be. A reason names the field and what to do, and never quotes a value. */
export type DecodedEvent =
  | { readonly kind: 'event'; readonly event: LifecycleEvent; readonly rejected: readonly Rejected[] }
  /** Of a later version of this format: no action, but it should be reported. */
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

const NO_DATE = 'must not be null for this kind; give the date from which it applies';

const words = z.object({ data: z.object({ kind: z.optional(z.unknown()), phase: z.optional(z.unknown()) }) });

/** Decodes one canonical event, parsed from JSON. */
export const decodeLifecycleEvent = (input: unknown, origin: Origin): DecodedEvent =>
  examineLifecycleEvent(input, origin).decoded;

/** The same, with everything that is wrong and not only the first of it. */
export function examineLifecycleEvent(input: unknown, origin: Origin): ExaminedEvent {
  const { kind, phase } = words.safeParse(input).data?.data ?? {};
  const isEnding = kind === 'left' && phase !== 'cancelled';
  const { at: receivedAt } = origin.receipt;
  const timed = withTimeOfReceipt(input, receivedAt);
  const { wire, refused, leftOut } = mendEvent(timed.input, { ...origin, receivedAt, isEnding });
  if (isOtherThan(KINDS, kind) || isOtherThan(PHASES, phase)) return refuseWords({ kind, phase }, refused, leftOut);
  const all = [...timed.leftOut, ...leftOut, ...withoutSequence(input, origin)];
  if (!wire) return refuse('unintelligible', refused, all);
  const isUndated = wire.data.effective === null && !UNDATED.includes(wire.data.kind);
  const wrong = isEnding ? [] : all.filter(({ attribute }) => attribute === 'sequence').map(sentenceOf);
  if (isUndated && !isEnding) wrong.push(`data.effective ${NO_DATE}`);
  if (wrong.length > 0) return refuse('unintelligible', wrong, all);
  if (isUndated && !all.some(({ attribute }) => attribute === 'date'))
    all.push({ attribute: 'date', place: 'data.effective', why: NO_DATE });
  const rejected = all.map(({ attribute, why }) => ({ attribute, why }));
  const event = toEvent({ wire, rejected, said: saidBy(wire, input, origin) }, origin);
  return { decoded: { kind: 'event', event, rejected }, wire, refused: [], leftOut: all };
}

/** Of a source that always sends a sequence nothing but an ending is taken without one: its place among the others is unknown. */
function withoutSequence(input: unknown, { sequence }: Origin): readonly LeftOut[] {
  if (sequence === undefined || sequenceDigits(fieldOf(input, 'sequence')) !== undefined) return [];
  return [{ attribute: 'sequence', place: 'sequence', why: NO_SEQUENCE }];
}

/** Of all that is gone by: what else stands beside that, and how the JSON is written, makes no other event. */
function saidBy({ id, source, data, sequence }: WireEvent, input: unknown, origin: Origin): string {
  const { schemaVersion: _, confidence, ...said } = data;
  const place = origin.sequence && sequenceDigits(sequence);
  return contentDigest({
    id,
    source,
    time: timeIn(input),
    ...said,
    ...unsureIn(confidence),
    ...(place !== undefined && { sequence: place }),
  });
}

/** As it was sent, whatever it is taken for. */
function timeIn(input: unknown): string {
  const time = fieldOf(input, 'time');
  return typeof time === 'string' ? time.trim() : '';
}

const fieldOf = (input: unknown, name: string): unknown =>
  typeof input === 'object' && input !== null ? new Map(Object.entries(input)).get(name) : undefined;

/** What is wrong beside a word that this version does not know is ignored, but still reported. */
function refuseWords(
  { kind, phase }: { readonly kind: unknown; readonly phase: unknown },
  others: readonly string[],
  leftOut: readonly LeftOut[],
): ExaminedEvent {
  const unknown = [
    ...(isOtherThan(KINDS, kind) ? [unknownWord('data.kind', 'kinds')] : []),
    ...(isOtherThan(PHASES, phase) ? [unknownWord('data.phase', 'phases')] : []),
  ];
  const rest = others.filter((sentence) => !/^data\.(kind|phase) /.test(sentence));
  return refuse(isOtherThan(KINDS, kind) ? 'unknown-kind' : 'unknown-phase', [...unknown, ...rest], leftOut);
}

const refuse = (
  kind: Exclude<DecodedEvent['kind'], 'event'>,
  refused: readonly string[],
  leftOut: readonly LeftOut[] = [],
): ExaminedEvent => ({ decoded: { kind, because: refused[0] ?? 'the event cannot be read' }, refused, leftOut });

interface Taken {
  readonly wire: WireEvent;
  readonly rejected: readonly Rejected[];
  /** Digest of what it says. */
  readonly said: string;
}

function toEvent({ wire, rejected, said }: Taken, origin: Origin): LifecycleEvent {
  const { time, data } = wire;
  const { connection, receipt, place, isIdOfBody } = origin;
  const { sourceWorkerId, previousSourceWorkerId: previous } = data.worker;
  const names = rejected.map(({ attribute }) => attribute);
  const usable = (name: 'id' | 'source') => (names.includes(name) ? undefined : wire[name]);
  const source = usable('source');
  const occurredAt = Date.parse(time);
  const vendorId = origin.vendorEventId(source, usable('id'));
  const superseded = data.supersedes ? origin.supersededEventId(source, data.supersedes) : undefined;
  return {
    id: eventId(connection, vendorId ?? `without an id ${said}`, 0),
    connection,
    sourceKey: sourceKey(connection, sourceWorkerId),
    kind: data.kind,
    phase: data.phase,
    effective: data.effective && toEffective(data.effective, data.kind, origin),
    attributes: toAttributes(data.worker),
    occurredAt,
    order: orderOf(placeOf(wire, names, origin), receipt, place),
    receivedAt: receipt.at,
    ...(vendorId !== undefined && !isIdOfBody && { content: said }),
    ...(data.engagementId && { engagementId: data.engagementId }),
    ...unsureIn(data.confidence),
    ...(superseded !== undefined && { supersedes: eventId(connection, superseded, 0) }),
    ...(previous && previous !== sourceWorkerId && { previousSourceKey: sourceKey(connection, previous) }),
    ...(names.length > 0 && { rejected: names }),
  };
}

/** What HR states as certain says the same as what says nothing of that. */
const unsureIn = (confidence: WireEvent['data']['confidence']): Pick<LifecycleEvent, 'confidence'> =>
  confidence && confidence !== 'confirmed' ? { confidence } : {};

/** What the source says of its place among the others. */
function placeOf({ sequence, time }: WireEvent, rejected: readonly string[], origin: Origin): string {
  const at = Date.parse(time);
  if (origin.sequence === undefined) return placeByTime(at, rejected.includes('time') ? '' : beyondMs(time));
  const digits = sequenceDigits(sequence);
  return digits === undefined ? placeBeyondSequence(at) : placeBySequence(digits);
}

function toEffective(wire: NonNullable<WireEvent['data']['effective']>, kind: Kind, origin: Origin): Effective {
  const { date, timeZone, immediate = false, instant } = wire;
  const boundary = wire.boundary ?? (kind === 'left' ? 'end_of_day' : 'start_of_day');
  const zone = timeZone === undefined ? { timeZone: origin.defaultTimeZone, zoneAssumed: true } : { timeZone };
  const exact = boundary === 'instant' && instant ? { instant: Date.parse(instant) } : {};
  const beside = END_DATES.flatMap((name) => (kind === 'left' && wire[name] ? [[name, wire[name]]] : []));
  return { date, boundary, ...zone, immediate, ...exact, ...Object.fromEntries(beside) };
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
