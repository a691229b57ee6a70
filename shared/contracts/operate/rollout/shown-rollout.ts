import * as z from 'zod/mini';

import { at, list } from '../fields.ts';

const said = z.object({ at, actor: z.string(), reason: z.string() });

/** A rollout on one target, as operators read it. */
export const shownRollout = z.object({
  id: z.string(),
  target: z.string(),
  /** `stopped`: by itself. `complete`: no worker waits any more. `ended`: an operator set the mode. */
  state: z.enum(['running', 'paused', 'stopped', 'complete', 'ended']),
  by: z.string(),
  perDay: z.number(),
  /** In per cent. */
  stopAt: z.number(),
  since: at,
  actor: z.string(),
  reason: z.string(),
  /** The wave that opened last, of how many. */
  wave: z.number(),
  waves: z.number(),
  /** How many workers were admitted since the start; and on the present day, with those of them who fail. */
  admitted: z.number(),
  today: z.object({ admitted: z.number(), failed: z.number() }),
  /** How many workers would be changed and were not admitted yet; absent where that was not counted. */
  waiting: z.optional(z.number()),
  paused: z.optional(said),
  /** How many of one day’s workers failed when it stopped. */
  stopped: z.optional(z.object({ at, admitted: z.number(), failed: z.number() })),
  ended: z.optional(said),
});

export type ShownRollout = z.infer<typeof shownRollout>;

export const shownRollouts = z.object({ rollouts: list(shownRollout) });
