import * as z from 'zod/mini';

import type { LeftTokens } from '../../../domain/account/left-tokens.ts';
import type { LeftAssets } from '../../../domain/account/owned-assets.ts';
import type { Removal } from '../../../domain/account/removal.ts';
import type { LinkFact } from '../../../domain/identity/link-fact.ts';
import type { Admitted } from '../../../domain/rollout/admitted.ts';
import type { Sponsorship } from '../../../domain/sponsorship/sponsorship.ts';
import type { Override } from '../../../domain/worker/override.ts';
import type {
  Due,
  DueClass,
  LateNews,
  ManagedAccount,
  Refusal,
  TargetRecord,
  Worker,
} from '../../../domain/worker/worker.ts';
import type { Fields, Words } from '../item/item-kind.ts';
import { engagement } from './engagement-shape.ts';
import { sponsorFields } from './event-shape.ts';
import { outboxEntry } from './outbox-shape.ts';

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
      isGivenBack: z.optional(z.boolean()),
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

const sponsorship = z.object({
  ...sponsorFields,
  at: z.number(),
  reminded: z.optional(
    z.object({ lastDay: z.string(), days: z.number() } satisfies Fields<NonNullable<Sponsorship['reminded']>>),
  ),
} satisfies Fields<Sponsorship>);

const account = z.object({
  id: z.string(),
  how: z.enum({ invited: 'invited', adopted: 'adopted' } satisfies Words<ManagedAccount['how']>),
  isMisaddressed: z.optional(z.boolean()),
  ownedGroups: z.array(z.string()),
  lostGroups: z.optional(z.array(z.string())),
  returnedGroups: z.optional(z.array(z.string())),
  left: z.optional(
    z.object({
      enabled: z.optional(z.boolean()),
      role: z.optional(z.string()),
      version: z.optional(z.number()),
    } satisfies Fields<NonNullable<ManagedAccount['left']>>),
  ),
  endedAt: z.optional(z.number()),
  keepsGroups: z.optional(z.boolean()),
  tokens: z.optional(
    z.object({
      at: z.number(),
      count: z.optional(z.number()),
      ids: z.array(z.string()),
      ours: z.array(z.string()),
    } satisfies Fields<LeftTokens>),
  ),
  assets: z.optional(z.object({ at: z.number(), count: z.optional(z.number()) } satisfies Fields<LeftAssets>)),
  removal: z.optional(
    z.object({
      toAccountId: z.string(),
      run: z.string(),
      actor: z.string(),
      reason: z.string(),
      at: z.number(),
      since: z.optional(z.number()),
      assetIds: z.optional(z.array(z.string())),
    } satisfies Fields<Removal>),
  ),
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
  admitted: z.optional(
    z.object({
      rollout: z.string(),
      at: z.number(),
      isCounted: z.optional(z.boolean()),
    } satisfies Fields<Admitted>),
  ),
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

export const workerShape: z.ZodMiniType<Worker> = z.object({
  key: z.string(),
  version: z.number(),
  engagements: z.record(z.string(), engagement),
  hasEngagementsInHistory: z.optional(z.boolean()),
  overrides: z.array(override),
  links: z.optional(z.array(linkFact)),
  sponsorships: z.optional(z.record(z.string(), sponsorship)),
  targets: z.record(z.string(), targetRecord),
  due: z.optional(due),
  outbox: z.array(outboxEntry),
  addresses: z.array(z.string()),
  recentEvents: z.array(z.string()),
  receipts: z.object({ next: z.number(), lastHash: z.string() } satisfies Fields<Worker['receipts']>),
  late: z.optional(z.array(z.object({ id: z.string(), days: z.number() } satisfies Fields<LateNews>))),
  salt: z.string(),
  erased: z.optional(
    z.object({ at: z.number(), actor: z.string(), reason: z.string() } satisfies Fields<NonNullable<Worker['erased']>>),
  ),
} satisfies Fields<Worker>);
