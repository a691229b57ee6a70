import * as z from 'zod/mini';
import { UNSURE } from '../../../domain/event/lifecycle-event.ts';
import type { Behind, Engagement, Position, StatedZone } from '../../../domain/timeline/engagement.ts';
import { type Fact, type FactKind, NAMED_KINDS, type Statement } from '../../../domain/timeline/statement.ts';
import type { Fields, Words } from '../item/item-kind.ts';
import { effective, phase, stated } from './event-shape.ts';

const factKind = z.enum({ joined: 'joined', moved: 'moved', left: 'left' } satisfies Words<FactKind>);

const statementFields = {
  id: z.string(),
  kind: factKind,
  isRehire: z.optional(z.boolean()),
  isIdentity: z.optional(z.boolean()),
  said: z.optional(z.enum(NAMED_KINDS)),
  phase,
  attributes: stated,
  occurredAt: z.number(),
  order: z.string(),
  engagementId: z.optional(z.string()),
  confidence: z.optional(z.enum(UNSURE)),
  supersedes: z.optional(z.string()),
  isSettled: z.optional(z.boolean()),
  isIdle: z.optional(z.boolean()),
  hasTakenBack: z.optional(z.boolean()),
  takenBackBy: z.optional(z.string()),
  wasCancelled: z.optional(z.boolean()),
};
const fact = z.object({ ...statementFields, effective } satisfies Fields<Fact>);
const statement = z.object({ ...statementFields, effective: z.nullable(effective) } satisfies Fields<Statement>);

const position = z.object({ at: z.number(), order: z.string() } satisfies Fields<Position>);
const behind = z.object({
  order: z.string(),
  zone: z.optional(z.object({ order: z.string(), timeZone: z.string() } satisfies Fields<StatedZone>)),
  lastFact: z.optional(position),
  hasTurns: z.optional(z.boolean()),
} satisfies Fields<Behind>);

export const engagement = z.object({
  facts: z.array(fact),
  others: z.optional(z.array(statement)),
  replacedIds: z.array(z.string()),
  replaces: z.optional(z.array(z.string())),
  behind: z.optional(behind),
} satisfies Fields<Engagement>);
