import * as z from 'zod/mini';

import { list } from '../fields.ts';
import { shownSpell } from './shown-spell.ts';

/** How events would be understood that have not been sent. */
export const preview = z.object({
  events: list(
    z.object({
      eventId: z.string(),
      kind: z.string(),
      phase: z.string(),
      /** It has been recorded already: sending it again changes nothing. */
      isKnown: z.boolean(),
      /** The spells under its source key; empty of kinds that neither begin nor end one. */
      before: list(shownSpell),
      after: list(shownSpell),
      /** Events that it would take back or replace, and the one that would take it back. */
      takesBack: list(z.string()),
      takenBackBy: z.optional(z.string()),
      /** By how many days it would come late; absent for one in time. */
      lateDays: z.optional(z.number()),
      /** It comes so late that what it gives would wait for an operator (hold `late-grant`). */
      isHeldAsLate: z.optional(z.boolean()),
      /** What would be left out of it, by name. */
      rejected: list(z.string()),
    }),
  ),
  notUnderstood: list(z.string()),
});

export type Preview = z.infer<typeof preview>;
