import * as z from 'zod/mini';

import { isCivil } from '../domain/civil-time.ts';
import { PermanentError } from '../domain/failure.ts';
import { KINDS, type LifecycleEvent, PHASES } from '../domain/lifecycle-event.ts';
import { workerAttributes } from './lifecycle-event-schema.ts';

/** An event that HR sent, and the digest of the delivery that brought it. */
interface EventMessage {
  readonly kind: 'event';
  readonly event: LifecycleEvent;
  readonly delivery: string;
}

/** Look again at one worker. Says nothing else, on purpose. */
interface ReconcileMessage {
  readonly kind: 'reconcile';
  readonly workerKey: string;
}

/** What stands on the lifecycle queue. */
export type Message = EventMessage | ReconcileMessage;

/** Written by this version. The readers accept this one and the one before, of which there is none yet. */
const SCHEMA = 1;
const READABLE = [1] as const;

const text = z.string('must be text').check(z.minLength(1, 'must not be empty'));
const schema = z.literal(READABLE, `must be ${READABLE.join(' or ')}; deploy the version that wrote it`);

const effective = z
  .object(
    {
      date: text,
      boundary: z.enum(['start_of_day', 'end_of_day', 'instant'], 'must be a known boundary'),
      timeZone: text,
      instant: z.optional(z.number('must be a number')),
      immediate: z.boolean('must be true or false'),
    },
    'must be an object or null',
  )
  .check(
    z.refine(({ date, timeZone }) => isCivil(date, timeZone), 'must have a date that exists and an IANA time zone'),
  );

/** Checked as strictly as what comes from outside: whoever may write to the queue is nobody to be believed blindly. */
const event: z.ZodMiniType<LifecycleEvent> = z.object(
  {
    id: text,
    connection: text,
    sourceKey: text,
    kind: z.enum(KINDS, 'must be a known kind'),
    phase: z.enum(PHASES, 'must be a known phase'),
    effective: z.nullable(effective),
    attributes: z.object(workerAttributes, 'must be an object'),
    occurredAt: z.number('must be a number'),
    order: text,
    supersedes: z.optional(text),
  },
  'must be an object',
);

const message = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('event'), schema, event, delivery: text }),
    z.object({ kind: z.literal('reconcile'), schema, workerKey: text }),
  ],
  'must be event or reconcile',
);

/** SQS refuses these two characters, and JSON leaves them as they are. */
const REFUSED_BY_SQS = /[\ufffe\uffff]/g;

export function encodeMessage(content: Message): string {
  const json = JSON.stringify({ schema: SCHEMA, ...content });
  return json.replaceAll(REFUSED_BY_SQS, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

/** Throws `PermanentError`, which names the field and quotes nothing. */
export function decodeMessage(body: string): Message {
  const result = message.safeParse(jsonOrUndefined(body));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new PermanentError(`message.${issue?.path.join('.') || 'kind'} ${issue?.message ?? 'cannot be read'}`);
  }
  const { schema: _version, ...content } = result.data;
  return content;
}

/** The MessageGroupId under which a message belongs: one source key, or one worker. */
export function groupOf(content: Message): string {
  return content.kind === 'event' ? content.event.sourceKey : content.workerKey;
}

/** Throws `PermanentError` for a message that stands in another group than its own, where order would not protect it. */
export function assertOwnGroup(content: Message, group: string | undefined): void {
  if (group !== groupOf(content)) {
    throw new PermanentError('message stands in another group than its own; send it again under the group it names');
  }
}

/** JSON.parse quotes its input in its error, and this input names people. */
function jsonOrUndefined(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
