import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at, closed, list } from '../fields.ts';
import { SELECTOR, SELECTOR_ARGUMENTS, saysWhom, WHOM } from '../worker-selector.ts';

export const findCommand = declare({
  name: 'find',
  summary:
    'Finds a worker by key, by source key, by HR’s own id or by exact work e-mail, and shows the worker’s current state.',
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
    { input: { connection: 'hr', sourceWorkerId: '67890' }, says: 'which worker has HR’s id 67890' },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'You know a person, and need the worker key for another command or the worker’s current state.',
    checks: 'None. Use the exact work e-mail or HR’s own id: a part of it finds nothing.',
    verification:
      'Exactly one worker is shown. No worker: HR has sent nothing about that address or id. Several workers: the address was used twice.',
  },
});
