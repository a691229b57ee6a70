import * as z from 'zod/mini';
import type { LifecycleEvent } from '../domain/event/lifecycle-event.ts';
import { PermanentError } from '../domain/failure.ts';
import { jsonOrUndefined } from '../domain/text/json-or-undefined.ts';
import { asciiJson } from './ascii-json.ts';
import { queuedEvent, text } from './event/queued-event.ts';

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

/** The messages in the lifecycle queue. */
export type Message = EventMessage | ReconcileMessage;

/** What the readers of this version accept: what it writes, and what the version before wrote. */
const READABLE = [1, 2] as const;

/** A reader of schema 1 takes an ending without a date for nothing to act on, so it must not get one. */
const schemaOf = (content: Message): (typeof READABLE)[number] =>
  content.kind === 'event' && content.event.kind === 'left' && content.event.effective === null ? 2 : 1;

const schema = z.literal(READABLE, `must be ${READABLE.join(' or ')}; deploy the version that wrote it`);

const message = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('event'), schema, event: queuedEvent, delivery: text }),
    z.object({ kind: z.literal('reconcile'), schema, workerKey: text }),
  ],
  'must be event or reconcile',
);

/** A message as JSON in ASCII alone. */
export const encodeMessage = (content: Message): string => asciiJson({ schema: schemaOf(content), ...content });

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

/** Throws `PermanentError` for a message in a different group than the one it names, where order would not protect it. */
export function assertOwnGroup(content: Message, group: string | undefined): void {
  if (group !== groupOf(content)) {
    throw new PermanentError('message is in a different group than the one it names; send it again under that group');
  }
}
