import * as z from 'zod/mini';

import type { Day, Halted, Rollout, RolloutBy } from '../../../domain/rollout/rollout.ts';
import type { Rollouts } from '../../../ports/ledger/per-target/rollouts.ts';
import { changeItem } from '../item/change-item.ts';
import { decode, type Fields, type ItemKind, type Words } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

const KIND: ItemKind<Rollout> = {
  name: 'rollout',
  schema: 1,
  shape: z.object({
    id: z.string(),
    target: z.string(),
    by: z.enum({
      department: 'department',
      location: 'location',
      connection: 'connection',
      none: 'none',
    } satisfies Words<RolloutBy>),
    cohorts: z.array(z.string()),
    perDay: z.number(),
    stopAt: z.number(),
    startedAt: z.number(),
    actor: z.string(),
    reason: z.string(),
    except: z.optional(z.string()),
    scheduledAt: z.number(),
    waves: z.array(z.tuple([z.number(), z.string()])),
    days: z.array(
      z.object({
        at: z.number(),
        ids: z.array(z.string()),
        known: z.number(),
        failed: z.array(z.string()),
      } satisfies Fields<Day>),
    ),
    admitted: z.number(),
    halted: z.optional(
      z.union([
        z.object({
          kind: z.literal('paused'),
          at: z.number(),
          actor: z.string(),
          reason: z.string(),
        } satisfies Fields<Extract<Halted, { kind: 'paused' }>>),
        z.object({
          kind: z.literal('stopped'),
          at: z.number(),
          admitted: z.number(),
          failed: z.number(),
        } satisfies Fields<Extract<Halted, { kind: 'stopped' }>>),
      ]),
    ),
    ended: z.optional(
      z.object({ at: z.number(), actor: z.string(), reason: z.string() } satisfies Fields<
        NonNullable<Rollout['ended']>
      >),
    ),
  } satisfies Fields<Rollout>),
};

export function ledgerRollouts(parts: LedgerParts): Rollouts {
  const keyOf = (target: string) => ({ pk: keyText('rollout', target), sk: 'rollout' });
  return {
    read: async (target) => {
      const item = await parts.items.get(keyOf(target));
      return item && decode(KIND, item);
    },
    change: (target, decide) => changeItem(parts, { kind: KIND, key: keyOf(target), decide }),
  };
}
