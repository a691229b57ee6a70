import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at, closed, list, text } from '../fields.ts';
import { instantOrDay } from '../instant.ts';
import { CURSOR_ARGUMENT, reportOf } from './report-fields.ts';

/** One worker on one target. */
const row = z.object({
  workerKey: z.string(),
  target: z.string(),
  /** Of the worker, at the instant; what the totals count as a state. */
  state: z.string(),
  /** How many statements of HR about the worker had taken effect. */
  facts: z.number(),
  /** The connections by whose words alone the worker has access, where none of them is in the configuration any more. */
  unheard: z.optional(list(z.string())),
  role: z.optional(z.object({ name: z.string(), rule: z.string() })),
  groups: list(z.object({ group: z.string(), rules: list(z.string()) })),
  /** As poll saw them last, whatever the instant. */
  accounts: list(z.object({ id: z.string(), state: z.string(), seenAt: z.optional(at) })),
  /** The last one before the instant. */
  lastReceipt: z.optional(
    z.object({
      position: z.number(),
      action: z.string(),
      role: z.optional(z.string()),
      groups: z.optional(list(z.string())),
      /** The operator whose override it followed. */
      actor: z.optional(z.string()),
      verdict: z.string(),
      at,
    }),
  ),
});

export const reportAccessCommand = declare({
  name: 'report access',
  summary:
    'Lists, for every worker and every target, the access policy gives at an instant, with the rule of each part, the account, and the last receipt.',
  input: closed({ asOf: z.optional(instantOrDay), cursor: z.optional(text) }),
  output: reportOf(row),
  changes: false,
  arguments: [
    {
      field: 'asOf',
      as: 'option',
      describe:
        'an instant in ISO 8601 with a zone, or a day, which means its end in UTC; according to what is known today; now when absent',
    },
    CURSOR_ARGUMENT,
  ],
  examples: [
    { input: {}, says: 'who has what access now, and why' },
    { input: { asOf: '2026-03-31' }, says: 'who should have had what access at the end of March' },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'An audit asks who has which access, and why.',
    checks: 'None.',
    verification: 'Its totals give the number of workers and facts, and agree with its rows.',
  },
});

export type AccessRow = z.infer<typeof row>;
