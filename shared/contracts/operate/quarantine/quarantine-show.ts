import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { shownEvent, shownQuarantined } from './shown-quarantined.ts';

export const quarantineShowCommand = declare({
  name: 'quarantine show',
  summary:
    'Shows one delivery in quarantine: why it is there, how large it is, and what this version understands of it. It never shows the content.',
  input: closed({ id: text }),
  output: z.object({
    delivery: shownQuarantined,
    bytes: z.number(),
    /** Understood by the version and the configuration that run now. */
    understood: list(shownEvent),
    /** What is still wrong, and where. */
    notUnderstood: list(z.string()),
  }),
  changes: false,
  arguments: [{ field: 'id', as: 'positional', describe: 'the id of the delivery', names: 'quarantined-delivery' }],
  examples: [{ input: { id: '4f0c' }, says: 'what is wrong with this delivery' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'A delivery in `quarantine list` has to be understood before it is read again.',
    checks: 'None.',
    verification: 'It says which of its events are understood by now, and what is wrong with the others.',
  },
});
