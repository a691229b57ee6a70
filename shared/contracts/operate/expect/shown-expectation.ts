import * as z from 'zod/mini';

import { at, list } from '../fields.ts';

/** An announced change on one target, as operators read it. */
const shownExpectation = z.object({
  id: z.string(),
  target: z.string(),
  kind: z.string(),
  /** As it is typed; absent for all workers. */
  cohort: z.optional(z.string()),
  upTo: z.number(),
  /** How many workers passed by it. */
  taken: z.number(),
  /** `over`: its time is over. `ended`: an operator ended it. */
  state: z.enum(['open', 'over', 'ended']),
  since: at,
  until: at,
  actor: z.string(),
  reason: z.string(),
  ended: z.optional(z.object({ at, actor: z.string(), reason: z.string() })),
});

export type ShownExpectation = z.infer<typeof shownExpectation>;

export const shownExpectations = z.object({ expectations: list(shownExpectation) });
