import * as z from 'zod/mini';

import { at } from '../fields.ts';

/** An override as operators read it. */
export const shownOverride = z.object({
  id: z.string(),
  kind: z.string(),
  target: z.optional(z.string()),
  role: z.optional(z.string()),
  group: z.optional(z.string()),
  /** The group is given back after a wrong ending, and does not become ours. */
  isGivenBack: z.optional(z.boolean()),
  /** Ids of the facts that it keeps access against; another ending counts. */
  against: z.optional(z.array(z.string())),
  actor: z.string(),
  reason: z.string(),
  from: at,
  /** An instant, or `lifted`: in force until an operator lifts it. */
  until: z.string(),
  inForce: z.boolean(),
  /** Who took it back and why; `until` says when. */
  lifted: z.optional(z.object({ actor: z.string(), reason: z.string() })),
});

export type ShownOverride = z.infer<typeof shownOverride>;
