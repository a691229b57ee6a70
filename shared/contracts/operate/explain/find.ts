import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at, closed, list } from '../fields.ts';
import { SELECTOR, SELECTOR_ARGUMENTS, saysWhom, WHOM } from '../worker-selector.ts';

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
  runbook: {
    ...READS_ONLY,
    trigger:
      'Somebody names a person, and another command needs the worker key; or the question is simply how they stand.',
    checks: 'None. Take the exact work e-mail or HR’s own id: nothing is found by a part of it.',
    verification:
      'Exactly one worker is shown. None: HR has said nothing of that address or id. Several: the address was used twice.',
  },
});
