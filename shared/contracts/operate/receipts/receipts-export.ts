import * as z from 'zod/mini';

import { exportLine } from '../../receipts/export-line.ts';
import { declare, READS_ONLY } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { beginningOf, endOf, instantOrDay } from '../instant.ts';
import { CURSOR_ARGUMENT } from '../report/report-fields.ts';

export const receiptsExportCommand = declare({
  name: 'receipts export',
  summary:
    'Writes chains of receipts as JSON lines, for `receipts verify`: of one worker, of a period, or of all workers and of the groups of all targets.',
  input: closed({
    worker: z.optional(text),
    from: z.optional(instantOrDay),
    to: z.optional(instantOrDay),
    payloads: z.optional(z.boolean('must be true or false')),
    cursor: z.optional(text),
  }).check(
    z.refine(({ from, to }) => from === undefined || to === undefined || beginningOf(from) < endOf(to), {
      error: 'must be after from',
      path: ['to'],
    }),
  ),
  output: z.object({
    /** The lines of the file, each as JSON. */
    lines: list(exportLine),
    /** Give it to the next call; absent after the last line. */
    next: z.optional(z.string()),
  }),
  changes: false,
  arguments: [
    { field: 'worker', as: 'option', describe: 'the worker key; all workers when absent', names: 'worker' },
    {
      field: 'from',
      as: 'option',
      describe: 'the first day, in UTC, or the first instant in ISO 8601 with a zone; from the beginning when absent',
    },
    {
      field: 'to',
      as: 'option',
      describe:
        'the last day, in UTC, or the instant at which the period is over (not included); up to now when absent',
    },
    {
      field: 'payloads',
      as: 'switch',
      describe: 'with payloads and salts, which hold personal data: only then can payloads be verified',
    },
    CURSOR_ARGUMENT,
  ],
  examples: [
    { input: {}, says: 'all chains, without personal data' },
    { input: { worker: '7b1e0c1c', payloads: true }, says: 'all that is proven about one worker' },
    { input: { from: '2026-03-01', to: '2026-03-31' }, says: 'what was done in March' },
  ],
  runbook: {
    ...READS_ONLY,
    blastRadius:
      'None for access: it reads the ledger and changes nothing. With `payloads` the file holds e-mail addresses, and the salts with which a payload can be guessed after an erasure.',
    trigger: 'An auditor asks for proof of what was done, or you doubt that the ledger is as it was written.',
    checks: 'With `payloads`: who gets the file, and when it is deleted.',
    verification:
      '`atlan-lifecycle receipts verify` of the file: exit code 0. A `next` in the answer means that there is more.',
  },
});
