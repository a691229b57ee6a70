import * as z from 'zod/mini';

import { declare, READS_ONLY } from './command.ts';
import { at, closed, list } from './fields.ts';

export const dlqListCommand = declare({
  name: 'dlq list',
  summary: 'Lists messages that were parked in the dead-letter queue, with the reason of each, the newest first.',
  input: closed({}),
  output: z.object({
    deadLetters: list(
      z.object({
        id: z.string(),
        because: z.string(),
        /** The message group: a source key, a worker key, or the name of a job. */
        group: z.string(),
        eventId: z.optional(z.string()),
        parkedAt: at,
      }),
    ),
    /** There are more than are listed. */
    more: z.boolean(),
  }),
  changes: false,
  arguments: [],
  examples: [{ input: {}, says: 'what could not be processed, and why' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'The alarm dead-letters.',
    checks: 'None.',
    verification: 'Each message has its reason. The runbook of dead-letters says what to do with it.',
  },
});
