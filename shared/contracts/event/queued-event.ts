import * as z from 'zod/mini';

import { isCivil } from '../../domain/civil-time.ts';
import { type AttributeName, KINDS, type LifecycleEvent, PHASES, UNSURE } from '../../domain/event/lifecycle-event.ts';
import { tidy } from './lifecycle-event-schema.ts';
import { REJECTABLE, rejectable } from './rejectable.ts';

export const text = z.string('must be text').check(z.minLength(1, 'must not be empty'));

/** One that cannot be read is left out: the date counts. */
const endDate = z.catch(z.optional(z.string().check(z.refine((date) => isCivil(date, 'UTC')))), undefined);

const effective = z
  .object(
    {
      date: text,
      boundary: z.enum(['start_of_day', 'end_of_day', 'instant'], 'must be a known boundary'),
      timeZone: text,
      zoneAssumed: z.optional(z.boolean('must be true or false')),
      instant: z.optional(z.number('must be a number')),
      immediate: z.boolean('must be true or false'),
      lastDayWorked: endDate,
      terminationDate: endDate,
      gardenLeaveFrom: endDate,
    },
    'must be an object or null',
  )
  .check(
    z.refine(({ date, timeZone }) => isCivil(date, timeZone), 'must have a date that exists and an IANA time zone'),
  );

const attribute = z.optional(z.nullable(tidy('fine')));
const attributes = z.object(
  {
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
  } satisfies Record<AttributeName, typeof attribute>,
  'must be an object',
);
/** At most every name that can be left out, and `other`. */
const rejected = z.optional(z.array(text).check(z.maxLength(REJECTABLE.length + 1, 'must be a list of known names')));

const strict = z.object(
  {
    id: text,
    connection: text,
    sourceKey: text,
    kind: z.enum(KINDS, 'must be a known kind'),
    phase: z.enum(PHASES, 'must be a known phase'),
    effective: z.nullable(effective),
    attributes,
    occurredAt: z.number('must be a number'),
    order: text,
    receivedAt: z.optional(z.number('must be a number')),
    content: z.optional(text),
    engagementId: z.optional(text),
    confidence: z.optional(z.enum(UNSURE, 'must be inferred or needs_review')),
    supersedes: z.optional(text),
    previousSourceKey: z.optional(text),
    rejected,
  },
  'must be an object',
);

/**
 * An event as it is on the queue. Writers to the queue are not trusted blindly, so it is checked like what comes
 * from outside; and like there an ending needs who, kind and date, and is not given up for anything else.
 */
export const queuedEvent: z.ZodMiniType<LifecycleEvent> = z.pipe(
  z.pipe(z.unknown(), z.transform(endingMended)),
  strict,
);

function endingMended(input: unknown): unknown {
  if (!isObject(input) || input['kind'] !== 'left' || input['phase'] === 'cancelled') return input;
  const { attributes: sent, supersedes, previousSourceKey, engagementId, confidence, effective: when } = input;
  const fields = isObject(sent) ? Object.entries(sent) : [];
  const usable = fields.filter(([name, value]) => attributes.safeParse({ [name]: value }).success);
  const isDated = z.nullable(effective).safeParse(when).success;
  const canReplace = z.optional(text).safeParse(supersedes).success;
  const isPreviousNamed = z.optional(text).safeParse(previousSourceKey).success;
  const isSure = z.optional(z.enum(UNSURE)).safeParse(confidence).success;
  const isNamed = z.optional(text).safeParse(engagementId).success;
  const names = new Set([
    ...namesIn(input['rejected']),
    ...(isObject(sent) ? [] : ['other']),
    ...fields.filter((field) => !usable.includes(field)).map(([name]) => rejectable(name)),
    ...(isDated ? [] : ['date']),
    ...(isNamed ? [] : ['engagementId']),
    ...(isSure ? [] : ['confidence']),
    ...(canReplace ? [] : ['supersedes']),
    ...(isPreviousNamed ? [] : ['previousSourceWorkerId']),
  ]);
  return {
    ...input,
    attributes: Object.fromEntries(usable),
    effective: isDated ? when : null,
    engagementId: isNamed ? engagementId : undefined,
    confidence: isSure ? confidence : undefined,
    supersedes: canReplace ? supersedes : undefined,
    previousSourceKey: isPreviousNamed ? previousSourceKey : undefined,
    rejected: names.size > 0 ? [...names] : undefined,
  };
}

/** The names of a list that this version knows; whatever else it holds is `other`. */
const namesIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.map((name) => (typeof name === 'string' ? rejectable(name) : 'other')) : [];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
