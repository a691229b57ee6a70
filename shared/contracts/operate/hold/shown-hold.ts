import * as z from 'zod/mini';

import { at } from '../fields.ts';

/** A hold as operators read it. */
export const shownHold = z.object({
  id: z.string(),
  kind: z.string(),
  target: z.string(),
  workerKey: z.string(),
  because: z.string(),
  since: at,
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
