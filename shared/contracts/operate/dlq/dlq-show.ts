import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at, closed, text } from '../fields.ts';
import { shownLetter } from './shown-letter.ts';

export const dlqShowCommand = declare({
  name: 'dlq show',
  summary: 'Shows one parked message: its reason, the ids that it is about, and what sending it again would do.',
  input: closed({ id: text }),
  output: z.object({
    letter: shownLetter,
    /** Who had it sent again; it lies in the queue no longer. */
    redriven: z.optional(z.object({ actor: z.string(), at })),
    /** What sending it again would do, in a sentence. */
    wouldDo: z.string(),
  }),
  changes: false,
  arguments: [{ field: 'id', as: 'positional', describe: 'the id of the parked message', names: 'parked-message' }],
  examples: [{ input: { id: '6f4d7c1e-9f0a-4b8e-8d55-2f1f7f3a90c1' }, says: 'why this message was parked' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'A message in `dlq list` has to be understood before it is sent again.',
    checks: 'None.',
    verification: 'It says why the message was parked, which events it carries, and what sending it again would do.',
  },
});
