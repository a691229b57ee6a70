import * as z from 'zod/mini';

/** What was done past the control plane, as it is written to a file: ids and sentences, no name and no address. */
export const breakGlassRecord = z.object({
  schema: z.literal(1),
  environment: z.string(),
  target: z.string(),
  /** Absent when no account was found. */
  accountId: z.optional(z.string()),
  /** The access key id that read the token. */
  actor: z.string(),
  reason: z.string(),
  /** ISO 8601. */
  at: z.string(),
  result: z.enum(['ended', 'pending', 'reduced', 'refused', 'unreachable']),
  because: z.string(),
  steps: z.array(z.object({ action: z.string(), outcome: z.string() })),
});

export type BreakGlassRecord = z.infer<typeof breakGlassRecord>;
