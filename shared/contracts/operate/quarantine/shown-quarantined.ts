import * as z from 'zod/mini';

import { at, list } from '../fields.ts';

/** A delivery in quarantine as operators read it. Its id is its digest, as in the log of ingest. */
export const shownQuarantined = z.object({
  id: z.string(),
  connection: z.string(),
  because: z.string(),
  receivedAt: at,
  expiresAt: at,
});

/** A delivery that an operator discarded: who, why and when. */
export const shownDiscarded = z.extend(shownQuarantined, { actor: z.string(), reason: z.string(), discardedAt: at });

/** An event of a delivery, by its ids. */
export const shownEvent = z.object({
  eventId: z.string(),
  kind: z.string(),
  phase: z.string(),
  /** Holds HR's own id for the worker. */
  sourceKey: z.string(),
  /** What of it is not usable and is left out, by name. */
  rejected: z.optional(list(z.string())),
});

export type ShownQuarantined = z.infer<typeof shownQuarantined>;
export type ShownDiscarded = z.infer<typeof shownDiscarded>;
export type ShownEvent = z.infer<typeof shownEvent>;
