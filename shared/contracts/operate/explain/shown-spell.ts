import * as z from 'zod/mini';

/** Unbroken access, by the days that HR's words come to. */
export const shownSpell = z.object({
  /** Civil dates, both worked. Absent where no start, or no end, is stated. */
  firstDay: z.optional(z.string()),
  lastDay: z.optional(z.string()),
  /** False where HR's words can be read otherwise, too. */
  sure: z.boolean(),
});

export type ShownSpell = z.infer<typeof shownSpell>;
