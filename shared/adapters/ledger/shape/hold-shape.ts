import * as z from 'zod/mini';

import type { Decision, Hold, HoldKind, Instead } from '../../../domain/worker/hold.ts';
import type { Fields, Words } from '../item/item-kind.ts';

const decisionShape = z.object({
  verdict: z.enum({ approved: 'approved', rejected: 'rejected' } satisfies Words<Decision['verdict']>),
  actor: z.string(),
  reason: z.string(),
  at: z.number(),
  instead: z.optional(z.enum({ 'access-kept': 'access-kept', 'by-hand': 'by-hand' } satisfies Words<Instead>)),
  until: z.optional(z.number()),
} satisfies Fields<Decision>);

export const holdClosed = z.object({ at: z.number(), because: z.string() } satisfies Fields<
  NonNullable<Hold['closed']>
>);

export const holdShape: z.ZodMiniType<Hold> = z.object({
  id: z.string(),
  workerKey: z.string(),
  target: z.string(),
  kind: z.enum({
    'leaver-limit': 'leaver-limit',
    'removal-limit': 'removal-limit',
    'elevation-limit': 'elevation-limit',
    'grant-limit': 'grant-limit',
    administrator: 'administrator',
    'last-administrator': 'last-administrator',
    'unmanaged-leaver': 'unmanaged-leaver',
    conflict: 'conflict',
    protected: 'protected',
    'hand-off': 'hand-off',
    'left-behind': 'left-behind',
    identity: 'identity',
    assets: 'assets',
    'same-person': 'same-person',
    'undated-ending': 'undated-ending',
    'unknown-leaver': 'unknown-leaver',
    unconfirmed: 'unconfirmed',
    'idle-cancellation': 'idle-cancellation',
    'unclear-ending': 'unclear-ending',
    'no-show': 'no-show',
    'late-grant': 'late-grant',
    'sponsor-left': 'sponsor-left',
    'no-role': 'no-role',
    vanished: 'vanished',
    removal: 'removal',
  } satisfies Words<HoldKind>),
  because: z.string(),
  planDigest: z.string(),
  since: z.number(),
  basis: z.optional(z.array(z.string())),
  about: z.optional(z.array(z.string())),
  other: z.optional(z.string()),
  asker: z.optional(z.string()),
  candidates: z.optional(z.array(z.string())),
  ending: z.optional(z.boolean()),
  decision: z.optional(decisionShape),
  closed: z.optional(holdClosed),
} satisfies Fields<Hold>);
