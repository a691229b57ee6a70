import * as z from 'zod/mini';
import type { BusEvent, BusEventName } from '../../../domain/bus-event.ts';
import type { LinkFact } from '../../../domain/identity/link-fact.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import type { Behind, Engagement, Position, StatedZone } from '../../../domain/timeline/engagement.ts';
import type { Fact, FactKind, Statement } from '../../../domain/timeline/statement.ts';
import type { Left, LeftChange } from '../../../domain/worker/left.ts';
import type { Override } from '../../../domain/worker/override.ts';
import type {
  Due,
  DueClass,
  ManagedAccount,
  OutboxEntry,
  Refusal,
  TargetRecord,
  Worker,
} from '../../../domain/worker/worker.ts';
import type { Fields, Words } from '../item/item-kind.ts';
import { attributes, effective, phase, recordedEvent } from './event-shape.ts';
import { holdClosed, holdShape } from './hold-shape.ts';

const factKind = z.enum({ joined: 'joined', moved: 'moved', left: 'left' } satisfies Words<FactKind>);

const statementFields = {
  id: z.string(),
  kind: factKind,
  isRehire: z.optional(z.boolean()),
  isIdentity: z.optional(z.boolean()),
  phase,
  attributes,
  occurredAt: z.number(),
  order: z.string(),
  engagementId: z.optional(z.string()),
  supersedes: z.optional(z.string()),
  isSettled: z.optional(z.boolean()),
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

const engagement = z.object({
  facts: z.array(fact),
  others: z.optional(z.array(statement)),
  replacedIds: z.array(z.string()),
  behind: z.optional(behind),
} satisfies Fields<Engagement>);

const override = z.object({
  id: z.string(),
  kind: z.enum({
    access_ended: 'access_ended',
    access_kept: 'access_kept',
    question_answered: 'question_answered',
    extra_entitlement: 'extra_entitlement',
  } satisfies Words<Override['kind']>),
  entitlement: z.optional(
    z.object({
      target: z.string(),
      role: z.optional(z.string()),
      group: z.optional(z.string()),
    } satisfies Fields<NonNullable<Override['entitlement']>>),
  ),
  actor: z.string(),
  reason: z.string(),
  against: z.optional(z.array(z.string())),
  from: z.number(),
  until: z.number(),
  lifted: z.optional(
    z.object({ actor: z.string(), reason: z.string() } satisfies Fields<NonNullable<Override['lifted']>>),
  ),
} satisfies Fields<Override>);

const linkFact = z.object({
  kind: z.enum({ joined: 'joined', gone: 'gone', apart: 'apart' } satisfies Words<LinkFact['kind']>),
  sourceKey: z.optional(z.string()),
  other: z.optional(z.string()),
  isNamed: z.optional(z.boolean()),
  actor: z.string(),
  reason: z.string(),
  at: z.number(),
} satisfies Fields<LinkFact>);

const account = z.object({
  id: z.string(),
  how: z.enum({ invited: 'invited', adopted: 'adopted' } satisfies Words<ManagedAccount['how']>),
  isMisaddressed: z.optional(z.boolean()),
  ownedGroups: z.array(z.string()),
  left: z.optional(
    z.object({
      enabled: z.optional(z.boolean()),
      role: z.optional(z.string()),
      version: z.optional(z.number()),
    } satisfies Fields<NonNullable<ManagedAccount['left']>>),
  ),
  endedAt: z.optional(z.number()),
  keepsGroups: z.optional(z.boolean()),
  drift: z.optional(z.array(z.string())),
} satisfies Fields<ManagedAccount>);

const refusal = z.object({ rung: z.string(), at: z.number(), because: z.string() } satisfies Fields<Refusal>);

const targetRecord = z.object({
  state: z.enum({
    converged: 'converged',
    waiting: 'waiting',
    held: 'held',
    failing: 'failing',
  } satisfies Words<TargetRecord['state']>),
  since: z.number(),
  because: z.string(),
  accounts: z.array(account),
  failures: z.number(),
  refusals: z.array(refusal),
  lookAt: z.optional(z.number()),
  observedPlan: z.optional(z.string()),
  holdId: z.optional(z.string()),
  isUndone: z.optional(z.boolean()),
  isLetThrough: z.optional(z.boolean()),
  pendingDisable: z.optional(z.boolean()),
  lastHoldId: z.optional(z.string()),
  overAt: z.optional(z.number()),
  foreign: z.optional(z.array(z.string())),
} satisfies Fields<TargetRecord>);

const due = z.object({
  at: z.number(),
  class: z.enum({
    ending: 'ending',
    'pending-disable': 'pending-disable',
    'joiner-mover': 'joiner-mover',
    rest: 'rest',
  } satisfies Words<DueClass>),
  target: z.optional(z.string()),
} satisfies Fields<Due>);

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

const outboxEntry = z.discriminatedUnion('kind', [
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

export const workerShape: z.ZodMiniType<Worker> = z.object({
  key: z.string(),
  version: z.number(),
  engagements: z.record(z.string(), engagement),
  hasEngagementsInHistory: z.optional(z.boolean()),
  overrides: z.array(override),
  links: z.optional(z.array(linkFact)),
  targets: z.record(z.string(), targetRecord),
  due: z.optional(due),
  outbox: z.array(outboxEntry),
  addresses: z.array(z.string()),
  recentEvents: z.array(z.string()),
  receipts: z.object({ next: z.number(), lastHash: z.string() } satisfies Fields<Worker['receipts']>),
  salt: z.string(),
} satisfies Fields<Worker>);

/**
 * What schema 1 said of the due, and left out of the addresses: those of the facts in force are all that is known of them. It kept
 * nothing of what was taken back, so that whatever reaches behind its facts is read with the history. Where it had a leaver at rest
 * with every account ended, access is over since the last of them.
 */
export function upgradeWorker(previous: object): object {
  const { due, engagements = {}, outbox = [], targets = {}, ...rest } = previous as Schema1;
  const stated = Object.values(engagements).flatMap(({ facts = [] }) =>
    facts.flatMap(({ attributes: said }) => (said?.workEmail ? [normaliseEmail(said.workEmail)] : [])),
  );
  return {
    ...rest,
    engagements: Object.fromEntries(
      Object.entries(engagements).map(([key, engagement]) => [key, { ...engagement, behind: ALL_BEHIND }]),
    ),
    targets: Object.fromEntries(Object.entries(targets).map(([name, record]) => [name, withEnd(record)])),
    outbox: outbox.filter(({ kind }) => kind !== 'reconcile'),
    addresses: [...new Set(stated)].slice(-20),
    ...(due && { due: { at: due.at, class: due.leaver ? 'ending' : 'rest' } }),
  };
}

function withEnd(record: Schema1Target): object {
  const { state, because, accounts = [] } = record;
  if (state !== 'converged') return record;
  const ends = accounts.map(({ endedAt }) => endedAt).filter((at) => at !== undefined);
  if (ends.length > 0) return ends.length === accounts.length ? { ...record, overAt: Math.max(...ends) } : record;
  return accounts.length === 0 && because === 'Access ended' ? { ...record, overAt: record.since } : record;
}

interface Schema1Target {
  readonly state?: string;
  readonly because?: string;
  readonly since?: number;
  readonly accounts?: readonly { readonly endedAt?: number }[];
}
/** What schema 1 dropped is not known: every event is processed with the history. */
const ALL_BEHIND: Behind = { order: '~' };

interface Schema1 {
  readonly targets?: Readonly<Record<string, Schema1Target>>;
  readonly due?: { readonly at: number; readonly leaver: boolean };
  readonly engagements?: Readonly<
    Record<string, { readonly facts?: readonly { readonly attributes?: { readonly workEmail?: string | null } }[] }>
  >;
  readonly outbox?: readonly { readonly kind: string }[];
}
