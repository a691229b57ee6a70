import * as z from 'zod/mini';

import { at } from '../fields.ts';

/** What was said and is not acted on yet, so that figures will change by themselves. */
export const coming = z.object({
  /** On the lifecycle queue, as SQS counts; absent where it does not say. */
  messages: z.optional(z.object({ waiting: z.number(), inWork: z.number() })),
  /** Workers whose time has come. */
  due: z.number(),
  oldestDue: z.optional(at),
});

export type Coming = z.infer<typeof coming>;
