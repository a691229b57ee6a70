import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at, closed, list } from '../fields.ts';
import { shownLetter } from './shown-letter.ts';

export const dlqListCommand = declare({
  name: 'dlq list',
  summary:
    'Lists messages that were parked in the dead-letter queue, with the reason of each, the newest first, and counts them by error class.',
  input: closed({}),
  output: z.object({
    /** The most frequent first. */
    classes: list(z.object({ class: z.string(), count: z.number(), oldest: at, newest: at })),
    deadLetters: list(shownLetter),
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
