import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list } from '../fields.ts';
import { shownHold } from './shown-hold.ts';

export const holdListCommand = declare({
  name: 'hold list',
  summary: 'Lists the open holds, which wait for an operator, the oldest first.',
  input: closed({}),
  output: z.object({
    holds: list(shownHold),
    /** There are more than are listed. */
    more: z.boolean(),
  }),
  changes: false,
  arguments: [],
  examples: [{ input: {}, says: 'what waits for an operator' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'The alarm hold-opened or oldest-hold; the daily check.',
    checks: 'None.',
    verification: 'It lists holds with their age. An empty list means that no change waits for an operator.',
  },
});
