import * as z from 'zod/mini';

import { at } from '../fields.ts';

/** A parked message as operators read it: ids and words of ours, never what HR wrote. */
export const shownLetter = z.object({
  id: z.string(),
  /** What its reason has in common with others. */
  class: z.string(),
  because: z.string(),
  /** The message group: a source key, a worker key, or the name of a job. */
  group: z.string(),
  eventId: z.optional(z.string()),
  kind: z.optional(z.string()),
  phase: z.optional(z.string()),
  workerKey: z.optional(z.string()),
  parkedAt: at,
});

export type ShownLetter = z.infer<typeof shownLetter>;
