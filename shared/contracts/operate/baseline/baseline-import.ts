import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { instantOrDay } from '../instant.ts';
import { staffRows } from './staff-row.ts';

export const baselineImportCommand = declare({
  name: 'baseline import',
  summary:
    'Lists what the staff in a file would become; with `--go` brings in those whom HR has not sent yet, while every target is in the mode observe.',
  input: closed({
    connection: text,
    staff: staffRows,
    asOf: instantOrDay,
    go: z.optional(z.boolean('must be true or false')),
  }),
  output: z.object({
    connection: z.string(),
    rows: list(
      z.object({
        sourceWorkerId: z.string(),
        /**
         * `new`: it would be brought in. `sent`: it was, now. `known`: HR, or an import, has sent this worker. `same-address`: a known worker has
         * the address, so it is left out.
         */
        state: z.enum(['new', 'sent', 'known', 'same-address']),
        /** The worker who is known, or who has the address. */
        workerKey: z.optional(z.string()),
      }),
    ),
    isDryRun: z.boolean(),
  }),
  changes: true,
  changesOnlyWith: 'go',
  arguments: [
    {
      field: 'staff',
      as: 'positional',
      describe:
        'on a command line a CSV file; elsewhere a table in JSON: a list of lists of text, the first of which names the columns',
    },
    {
      field: 'connection',
      as: 'option',
      describe: 'the connection whose ids for workers the staff have',
      names: 'connection',
    },
    {
      field: 'asOf',
      as: 'option',
      describe:
        'when the staff were as it says: an instant in ISO 8601 with a zone, or a day, which means its beginning in UTC; what HR says later counts before it',
    },
    { field: 'go', as: 'switch', describe: 'bring them in; without it nothing is changed' },
  ],
  examples: [
    {
      input: {
        connection: 'hr',
        staff: '[["sourceWorkerId","startDate","workEmail"],["67890","2021-05-01","ada@example.com"]]',
        asOf: '2026-03-01',
      },
      says: 'what the staff would become',
    },
  ],
  look: { command: 'baseline import', fields: ['connection', 'staff', 'asOf'] },
  runbook: {
    trigger: 'HR sends only changes, and the staff who were there before are not known.',
    blastRadius:
      'Every worker that it brings in gets what the rules give as soon as a target is in the mode pilot or enforce. While all are in the mode observe nothing is written.',
    checks:
      'Every start date is the one that HR states. The file was exported at the instant of as-of. Without `--go` each row is new or known.',
    verification:
      'Each row is sent or known. After a few minutes `find` shows each worker, and `baseline review` whose account is whose.',
    wayBack: 'Have HR, or `send`, cancel the joined of a worker who was brought in by mistake.',
  },
});
