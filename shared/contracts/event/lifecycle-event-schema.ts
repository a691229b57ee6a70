import * as z from 'zod/mini';

import { isCivil } from '../../domain/civil-time.ts';
import { type AttributeName, KINDS, PHASES, UNSURE } from '../../domain/event/lifecycle-event.ts';

const MAX_TEXT = 256;

/** Half a character, the sign for a character that was lost on the way, or a control character that is no space. */
const BROKEN = /[\p{Cs}\ufffd]|[^\P{Cc}\s]/u;

/** Trimmed and composed text of at most 256 characters. */
export const tidy = (emptyIs: 'fine' | 'wrong') =>
  z.string('must be text').check(
    z.trim(),
    z.normalize('NFC'),
    z.minLength(emptyIs === 'fine' ? 0 : 1, 'must not be empty'),
    // counts an emoji as one, as JSON Schema does, and not as the two units that JavaScript stores
    z.refine((text) => Array.from(text).length <= MAX_TEXT, `must be at most ${MAX_TEXT} characters long`),
    z.meta({ maxLength: MAX_TEXT }),
  );
const whole = z.refine<string>((text) => !BROKEN.test(text), 'must be whole text in UTF-8, without control characters');

const identifier = tidy('wrong').check(whole);
const attribute = z.optional(z.nullable(tidy('fine').check(whole)));
/** An RFC 3339 time with an offset. */
export const moment = z.iso.datetime({
  offset: true,
  error: 'must be an RFC 3339 time with an offset, such as 2026-03-12T09:15:21Z',
});

const isDate = (text: string) => isCivil(text, 'UTC');
const SEQUENCE = 'A whole number, or its digits as text; read only of a connection that declares to send it always.';
/** Offsets such as +02:00 are no zones: they do not know when the clocks change. */
const isZone = (text: string) => /^[A-Za-z]/.test(text) && isCivil('2000-01-01', text);

const DATE = 'must be a date that exists, written YYYY-MM-DD';
const ZONE = 'must be an IANA time zone, such as Europe/Berlin';

const date = z.string(DATE).check(z.regex(/^\d{4}-\d{2}-\d{2}$/, DATE), z.refine(isDate, DATE));
const endDate = z.optional(z.nullable(date));

const effective = z
  .object(
    {
      date,
      boundary: z.optional(
        z.enum(['start_of_day', 'end_of_day', 'instant'], 'must be start_of_day, end_of_day or instant'),
      ),
      timeZone: z.optional(z.string(ZONE).check(z.refine(isZone, ZONE))),
      instant: z.optional(z.nullable(moment)),
      immediate: z.optional(z.boolean('must be true or false')),
      lastDayWorked: endDate,
      terminationDate: endDate,
      gardenLeaveFrom: endDate,
    },
    'must be an object, or null where the kind needs no date',
  )
  .check(
    z.refine(({ boundary, instant }) => boundary !== 'instant' || Boolean(instant), {
      path: ['instant'],
      error: 'must be given where boundary is instant',
    }),
  );

/** Of a worker: only what policy may ask about. */
export const workerAttributes = {
  workEmail: attribute,
  displayName: attribute,
  employeeNumber: attribute,
  workerType: attribute,
  employmentStatus: attribute,
  jobTitle: attribute,
  department: attribute,
  division: attribute,
  location: attribute,
  country: attribute,
  costCenter: attribute,
  managerSourceWorkerId: attribute,
} satisfies Record<AttributeName, typeof attribute>;

/**
 * Version 1 of the canonical event: CloudEvents 1.0, structured JSON. Fields that are not named here are accepted and
 * ignored.
 */
export const lifecycleEventSchema = z.object(
  {
    specversion: z.literal('1.0', 'must be "1.0"'),
    id: identifier,
    source: identifier,
    type: identifier,
    sequence: z.optional(z.unknown().check(z.meta({ description: SEQUENCE }))),
    time: moment.check(z.refine((time) => Date.parse(time) >= 0, 'must not be before 1970')),
    data: z.object(
      {
        schemaVersion: z.optional(z.string('must be text').check(z.regex(/^1\.\d+$/, 'must be 1.0 or a later 1.x'))),
        kind: z.enum(KINDS, 'must be text'),
        phase: z.enum(PHASES, 'must be text'),
        worker: z.object(
          { sourceWorkerId: identifier, previousSourceWorkerId: attribute, ...workerAttributes },
          'must be an object',
        ),
        effective: z.nullable(effective),
        engagementId: z.optional(z.nullable(identifier)),
        confidence: z.optional(
          z.nullable(z.enum(['confirmed', ...UNSURE], 'must be confirmed, inferred or needs_review')),
        ),
        supersedes: z.optional(z.nullable(identifier)),
      },
      'must be an object',
    ),
  },
  'must be an object',
);
export type WireEvent = z.infer<typeof lifecycleEventSchema>;
