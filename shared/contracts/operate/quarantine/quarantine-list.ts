import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list } from '../fields.ts';
import { shownDiscarded, shownQuarantined } from './shown-quarantined.ts';

export const quarantineListCommand = declare({
  name: 'quarantine list',
  summary:
    'Lists deliveries of HR that could not be understood, with the reason of each, and those that operators discarded; the newest first.',
  input: closed({}),
  output: z.object({
    deliveries: list(shownQuarantined),
    /** What operators deleted unread, until its time in quarantine would have ended; the newest first. */
    discarded: list(shownDiscarded),
    /** There are more than are listed. */
    more: z.boolean(),
  }),
  changes: false,
  arguments: [],
  examples: [{ input: {}, says: 'what HR sent that this version cannot read' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'The alarm delivery-quarantined; the daily check.',
    checks: 'None.',
    verification: 'It lists each delivery that could not be understood, with its reason, or nothing.',
  },
});
