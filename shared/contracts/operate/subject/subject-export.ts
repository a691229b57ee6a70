import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { CURSOR_ARGUMENT } from '../report/report-fields.ts';

export const subjectExportCommand = declare({
  name: 'subject export',
  summary: 'Writes what the ledger keeps on one worker as JSON lines: the item, events, receipts, holds and accounts.',
  input: closed({ worker: text, cursor: z.optional(text) }),
  output: z.object({
    /** The lines of the file, each as JSON: of which kind it is, and what is kept, as it is kept. */
    lines: list(
      z.object({
        kind: z.enum(['worker', 'event', 'receipt', 'hold', 'account', 'end']),
        kept: z.record(z.string(), z.unknown()),
      }),
    ),
    /** Give it to the next call; absent after the last line. */
    next: z.optional(z.string()),
  }),
  changes: false,
  arguments: [{ field: 'worker', as: 'positional', describe: 'the worker key', names: 'worker' }, CURSOR_ARGUMENT],
  examples: [{ input: { worker: '7b1e0c1c' }, says: 'all that is kept on one worker' }],
  runbook: {
    ...READS_ONLY,
    blastRadius: 'None for access: it reads the ledger and changes nothing. The file holds personal data.',
    trigger: 'A worker asks what is kept on them.',
    checks: 'Who gets the file, and when it is deleted. Use `find` for the worker key.',
    verification:
      'The last line is of kind `end`. A `next` in the answer means that there is more. The salt of the receipts is left out. Not in it are deliveries in quarantine (`quarantine list`), parked messages (`dlq list`), and holds before the last two of a target (`report approvals`).',
  },
});
