import * as z from 'zod/mini';

import { at } from '../fields.ts';

const closing = z.object({
  cause: z.string(),
  because: z.string(),
  since: at,
  /** From then on one request is let through, to see whether the target answers. */
  until: at,
  /** When one was let through last, and was not answered. */
  triedAt: z.optional(at),
});

/** A target's gate, for a person. */
export const shownGate = z.object({
  target: z.string(),
  /** The second interface of the target that it is the gate of; absent for the target's own. */
  channel: z.optional(z.string()),
  state: z.enum(['open', 'closed']),
  closed: z.optional(closing),
  /** The last time an operator opened it. */
  opened: z.optional(z.object({ actor: z.string(), reason: z.string(), at })),
});

export type ShownGate = z.infer<typeof shownGate>;
