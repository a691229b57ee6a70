import * as z from 'zod/mini';

import { declare } from './command.ts';
import { at, closed, list } from './fields.ts';
import { SELECTOR, SELECTOR_ARGUMENTS, saysWhom, WHOM } from './worker-selector.ts';

export const findCommand = declare({
  name: 'find',
  summary: 'Finds a worker by key, by source key, by HR’s own id or by exact work e-mail, and says how they stand.',
  input: closed(SELECTOR).check(z.refine(saysWhom, WHOM)),
  output: z.object({
    workers: list(
      z.object({
        workerKey: z.string(),
        standing: z.string(),
        targets: list(z.object({ target: z.string(), state: z.string(), since: at, because: z.string() })),
      }),
    ),
  }),
  changes: false,
  arguments: SELECTOR_ARGUMENTS,
  examples: [
    { input: { email: 'ada@example.com' }, says: 'who has this work e-mail' },
    { input: { connection: 'hr', sourceWorkerId: '67890' }, says: 'who this is that HR calls 67890' },
  ],
});
