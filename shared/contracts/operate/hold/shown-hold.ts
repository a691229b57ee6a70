import * as z from 'zod/mini';

import { at, list } from '../fields.ts';

/** A hold as operators read it. */
export const shownHold = z.object({
  id: z.string(),
  kind: z.string(),
  target: z.string(),
  workerKey: z.string(),
  because: z.string(),
  /** The operator who asked for it, and who may not approve it. */
  asker: z.optional(z.string()),
  since: at,
  /** Keys of workers of whom one could be made administrator in the target, in place of the one who leaves. */
  candidates: z.optional(list(z.string())),
  decision: z.optional(
    z.object({
      verdict: z.enum(['approved', 'rejected']),
      actor: z.string(),
      reason: z.string(),
      at,
      /** What happens instead of the ending that was rejected. */
      instead: z.optional(z.enum(['access-kept', 'by-hand'])),
      until: z.optional(at),
    }),
  ),
  /** Why it is not waited for any more. */
  closed: z.optional(z.object({ at, because: z.string() })),
});

export type ShownHold = z.infer<typeof shownHold>;
