import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list } from '../fields.ts';
import { shownQuarantined } from './shown-quarantined.ts';

export const quarantineListCommand = declare({
  name: 'quarantine list',
  summary: 'Lists deliveries of HR that could not be understood, with the reason of each, the newest first.',
  input: closed({}),
  output: z.object({
    deliveries: list(shownQuarantined),
    /** There are more than are listed. */
    more: z.boolean(),
  }),
  changes: false,
  arguments: [],
  examples: [{ input: {}, says: 'what HR said and nobody understood' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'The alarm delivery-quarantined; the daily look.',
    checks: 'None.',
    verification: 'It lists what HR sent and nobody understood, with the reason of each, or nothing.',
  },
});
