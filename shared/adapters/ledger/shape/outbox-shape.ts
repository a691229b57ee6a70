import * as z from 'zod/mini';

import type { BusEvent, BusEventName } from '../../../domain/bus-event.ts';
import type { Left, LeftChange } from '../../../domain/worker/left.ts';
import type { OutboxEntry } from '../../../domain/worker/worker.ts';
import type { Fields } from '../item/item-kind.ts';
import { recordedEvent } from './event-shape.ts';
import { holdClosed, holdShape } from './hold-shape.ts';

const busEvent = z.object({
  // one that a newer version made, too: an installation that goes back to this one must be able to read its workers
  type: z.custom<BusEventName>((type) => typeof type === 'string'),
  target: z.optional(z.string()),
  accountId: z.optional(z.string()),
  workerKey: z.optional(z.string()),
  at: z.number(),
  detail: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
} satisfies Fields<BusEvent>);

const leftChange = z.object({
  accountId: z.string(),
  workerKey: z.string(),
  version: z.number(),
  left: z.optional(
    z.object({
      enabled: z.optional(z.boolean()),
      role: z.optional(z.string()),
      hasEnded: z.boolean(),
    } satisfies Fields<Left>),
  ),
  isForeign: z.optional(z.boolean()),
} satisfies Fields<LeftChange>);

type Entry<K extends OutboxEntry['kind']> = Extract<OutboxEntry, { readonly kind: K }>;

export const outboxEntry = z.discriminatedUnion('kind', [
  z.object({ id: z.string(), kind: z.literal('bus'), event: busEvent } satisfies Fields<Entry<'bus'>>),
  z.object({
    id: z.string(),
    kind: z.literal('history'),
    recorded: recordedEvent,
  } satisfies Fields<Entry<'history'>>),
  z.object({ id: z.string(), kind: z.literal('hold'), hold: holdShape } satisfies Fields<Entry<'hold'>>),
  z.object({
    id: z.string(),
    kind: z.literal('hold-closed'),
    opening: z.object({ id: z.string(), since: z.number() } satisfies Fields<Entry<'hold-closed'>['opening']>),
    closed: holdClosed,
  } satisfies Fields<Entry<'hold-closed'>>),
  z.object({
    id: z.string(),
    kind: z.literal('left'),
    target: z.string(),
    changes: z.array(leftChange),
  } satisfies Fields<Entry<'left'>>),
]);
