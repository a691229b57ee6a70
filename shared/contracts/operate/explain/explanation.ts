import * as z from 'zod/mini';

import { at, list } from '../fields.ts';
import { shownHold } from '../hold/shown-hold.ts';
import { shownOverride } from '../override/shown-override.ts';
import { shownSpell } from './shown-spell.ts';

const event = z.object({
  id: z.string(),
  connection: z.string(),
  kind: z.string(),
  phase: z.string(),
  /** Null where nothing depends on a date, and for an ending whose date could not be read. */
  effectiveAt: z.nullable(at),
  /** Of what was received before this was kept it is absent. */
  receivedAt: z.optional(at),
  /** How many civil days after its day it was received; absent for one that came in time. */
  lateDays: z.optional(z.number()),
  recordedAt: at,
  fate: z.enum(['recorded', 'superseded']),
  /** Whether what it says still counts. */
  inForce: z.boolean(),
  /** Events of the same time that say otherwise, so that the order of receipt decides; and whether this one came last of them. */
  sameTime: z.optional(z.object({ others: list(z.string()), isLast: z.boolean() })),
  /** What HR sent with it that was not usable and was left out, by name. */
  rejected: z.optional(list(z.string())),
  /** The event that took this one back, or replaced it. */
  takenBackBy: z.optional(z.string()),
  /** Of a start or an end, and of what takes one back: how it was understood, by what had been recorded when it came. */
  understood: z.optional(z.object({ before: list(shownSpell), after: list(shownSpell) })),
  /** Digest of the delivery that brought it, for `explain --delivery` and the log of ingest. */
  delivery: z.optional(z.string()),
});

const access = z.object({
  role: z.optional(z.object({ name: z.string(), rule: z.string() })),
  groups: list(z.object({ group: z.string(), rules: list(z.string()) })),
  /** Rules that could not be decided, and what HR has not said. */
  unknown: list(z.object({ rule: z.string(), missing: list(z.string()) })),
  capped: z.optional(z.object({ rule: z.string(), role: z.string() })),
});

const target = z.object({
  target: z.string(),
  state: z.string(),
  since: z.optional(at),
  because: z.string(),
  lookAt: z.optional(at),
  holdId: z.optional(z.string()),
  /** The hold that is waited for; or the last one, with what became of it. */
  hold: z.optional(shownHold),
  accounts: list(
    z.object({
      id: z.string(),
      how: z.string(),
      /** By their ids. */
      ownedGroups: list(z.string()),
      /** The same by their names, as far as receipts have them. */
      groups: z.optional(list(z.string())),
      endedAt: z.optional(at),
      /** What the ended account owns; without `count` the target did not list it. */
      assets: z.optional(z.object({ seenAt: at, count: z.optional(z.number()) })),
      /** An operator asked that it be removed for good; without `sentAt` the target was not told yet. */
      removal: z.optional(
        z.object({
          transferTo: z.string(),
          run: z.string(),
          actor: z.string(),
          reason: z.string(),
          askedAt: at,
          sentAt: z.optional(at),
        }),
      ),
      /** The API tokens that an ended account made; without `count` the target did not list them. */
      tokens: z.optional(
        z.object({
          seenAt: at,
          count: z.optional(z.number()),
          /** Of the first of them. */
          ids: list(z.string()),
          /** Those that this system itself works with. */
          ours: list(z.string()),
        }),
      ),
    }),
  ),
  /** Absent for a person who does not work here now. */
  wanted: z.optional(access),
});

const link = z.object({
  kind: z.enum(['joined', 'gone', 'apart']),
  sourceKey: z.optional(z.string()),
  /** Key of the other worker. */
  other: z.optional(z.string()),
  actor: z.string(),
  reason: z.string(),
  at,
});

const sponsorship = z.object({
  source: z.string(),
  /** Key of the worker who answers for this one. */
  sponsor: z.string(),
  actor: z.string(),
  reason: z.string(),
  at,
});

/** One action: the intent, and what came of it. */
const step = z.object({
  /** What `undo` is given: the worker key and the position of the intent. */
  receipt: z.optional(z.string()),
  target: z.string(),
  accountId: z.optional(z.string()),
  action: z.string(),
  /** The role that it gave, or that a deleted account had. */
  role: z.optional(z.string()),
  /** What the groups it was about were called; by their ids where that was not written down. */
  groups: z.optional(list(z.string())),
  rule: z.string(),
  /** The operator whose override it followed. */
  actor: z.optional(z.string()),
  intendedAt: z.optional(at),
  endedAt: z.optional(at),
  /** Of the outcome; `intended` while there is none. */
  verdict: z.string(),
  /** Why it came to that, where the outcome says so. */
  because: z.optional(z.string()),
  /** Of a leaver: how many civil days after the end of access it was; absent where it was on that day, or the payload was erased. */
  lateDays: z.optional(z.number()),
});

/** Everything about one worker. Ids, rules and times; no name, no address. */
export const explanation = z.object({
  workerKey: z.string(),
  standing: z.object({
    kind: z.string(),
    changesAt: z.optional(at),
    /** Attributes that a connection gives in place of what another one states, or leaves out, by `access.authority`. */
    attributesFrom: z.optional(list(z.object({ attribute: z.string(), connection: z.string() }))),
    /** The source keys of which nothing counts any more, because another connection took the place of theirs (`access.replacedBy`). */
    replaced: z.optional(list(z.string())),
    /** The connections by whose words alone the worker has access, where none of them is in the configuration any more. */
    unheard: z.optional(list(z.string())),
  }),
  dueAt: z.optional(at),
  events: list(event),
  /** When access continues, by all HR events: for each source key separately. */
  spells: z.optional(list(shownSpell)),
  facts: list(z.object({ id: z.string(), kind: z.string(), effectiveAt: at })),
  overrides: list(shownOverride),
  /** How source keys came and went, and who is known to be another person. */
  links: list(link),
  /** Who answers for a worker whom HR does not know; absent where no operator sponsors the worker. */
  sponsorships: z.optional(list(sponsorship)),
  targets: list(target),
  receipts: list(step),
  chain: z.object({ receipts: z.number(), verified: z.boolean(), brokenAt: z.optional(z.number()) }),
});

/** What a delivery became, event by event. */
export const explainedDelivery = z.object({
  digest: z.string(),
  quarantined: z.optional(z.string()),
  events: list(
    z.object({
      eventId: z.string(),
      /** `unknown`: on the queue, or of a worker beyond those that were looked at. */
      fate: z.enum(['recorded', 'superseded', 'dead-lettered', 'unknown']),
      workerKey: z.optional(z.string()),
    }),
  ),
});

export type Explanation = z.infer<typeof explanation>;
export type ExplainedDelivery = z.infer<typeof explainedDelivery>;
