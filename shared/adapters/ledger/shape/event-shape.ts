import * as z from 'zod/mini';

import {
  type AttributeName,
  type Attributes,
  type Effective,
  KINDS,
  type LifecycleEvent,
  PHASES,
  UNSURE,
} from '../../../domain/event/lifecycle-event.ts';
import type { RecordedEvent } from '../../../domain/event/recorded-event.ts';
import type { Sponsor } from '../../../domain/event/sponsored.ts';
import type { Stated } from '../../../domain/timeline/statement.ts';
import type { Fields, Words } from '../item/item-kind.ts';

export const phase = z.enum(PHASES);

export const effective = z.object({
  date: z.string(),
  boundary: z.enum(['start_of_day', 'end_of_day', 'instant']),
  timeZone: z.string(),
  zoneAssumed: z.optional(z.boolean()),
  instant: z.optional(z.number()),
  immediate: z.boolean(),
  lastDayWorked: z.optional(z.string()),
  terminationDate: z.optional(z.string()),
  gardenLeaveFrom: z.optional(z.string()),
  // how a company reads an ending is never kept
  accessUntil: z.optional(z.undefined()),
} satisfies Fields<Effective>);

const attribute = z.optional(z.nullable(z.string()));

const attributeFields = {
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
const attributes: z.ZodMiniType<Attributes> = z.object(attributeFields);
export const stated: z.ZodMiniType<Stated> = z.object({
  ...attributeFields,
  onLeave: z.optional(z.enum(['yes', 'no'])),
});

export const sponsorFields = {
  sponsor: z.string(),
  actor: z.string(),
  reason: z.string(),
} satisfies Fields<Sponsor>;

const lifecycleEvent = z.object({
  id: z.string(),
  connection: z.string(),
  sourceKey: z.string(),
  kind: z.enum(KINDS),
  phase,
  effective: z.nullable(effective),
  attributes,
  occurredAt: z.number(),
  order: z.string(),
  receivedAt: z.optional(z.number()),
  content: z.optional(z.string()),
  engagementId: z.optional(z.string()),
  supersedes: z.optional(z.string()),
  previousSourceKey: z.optional(z.string()),
  confidence: z.optional(z.enum(UNSURE)),
  sponsorship: z.optional(z.object(sponsorFields)),
  rejected: z.optional(z.array(z.string())),
} satisfies Fields<LifecycleEvent>);

export const recordedEvent = z.object({
  event: lifecycleEvent,
  fate: z.enum({ recorded: 'recorded', superseded: 'superseded' } satisfies Words<RecordedEvent['fate']>),
  recordedAt: z.number(),
  delivery: z.optional(z.string()),
} satisfies Fields<RecordedEvent>);
