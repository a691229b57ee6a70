import * as z from 'zod/mini';

import { list } from '../fields.ts';

/** A group as an operator sees it in a list. */
export const shownGroup = z.object({
  id: z.string(),
  /** The target's internal name. */
  name: z.string(),
  /** The name people see, where it is another. */
  alias: z.optional(z.string()),
  members: z.optional(z.number()),
  /** Whether the configuration's catalogue or an identity provider's list has it. */
  usedBy: list(z.enum(['policy', 'identity-provider'])),
});
export type ShownGroup = z.infer<typeof shownGroup>;

/** What membership in a group gives on one resource of the target. */
export const shownAccess = z.object({ resource: z.string(), role: z.string() });
