import * as z from 'zod/mini';

import { list } from '../fields.ts';

/** How often an action would be done by a rule, in observe mode. */
export const actionCount = z.object({
  action: z.string(),
  rule: z.string(),
  count: z.number(),
  /** The roles and the groups that it would be about, by name, in the order of the alphabet. */
  roles: z.optional(list(z.string())),
  groups: z.optional(list(z.string())),
});

export type ActionCount = z.infer<typeof actionCount>;
