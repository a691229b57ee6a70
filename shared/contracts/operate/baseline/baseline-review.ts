import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { CURSOR_ARGUMENT, reportOf } from '../report/report-fields.ts';

/** One account of the target, or a worker without one. */
const row = z.object({
  /** `missing`: a worker who works here and has no account. */
  state: z.enum(['managed', 'unmanaged', 'orphan', 'protected', 'conflict', 'missing']),
  account: z.optional(z.string()),
  /** As the target shows it: without it a person cannot say whose an orphan is. */
  email: z.optional(z.string()),
  accountState: z.optional(z.string()),
  role: z.optional(z.string()),
  workerKey: z.optional(z.string()),
  /** Of an orphan: the worker whose name it has, one who does not work here before all others. */
  namesake: z.optional(z.string()),
  /** It is not managed yet: `baseline apply` takes it over. */
  isNew: z.optional(z.boolean()),
  because: z.string(),
  /** What policy would do for the worker besides, a step each; none of it is done by `baseline apply`. */
  would: list(z.string()),
});

export const baselineReviewCommand = declare({
  name: 'baseline review',
  summary:
    'Lists every account of a target, whose it is, and what policy would do besides taking it over. Reads the last sweep.',
  input: closed({ target: text, cursor: z.optional(text) }),
  output: z.extend(reportOf(row), {
    target: z.string(),
    mode: z.string(),
    /** Names the whole list, whatever page this is: `baseline apply` needs it. */
    digest: z.string(),
    /** How many accounts there are, and how many of them `baseline apply` takes over. */
    accounts: z.number(),
    toAdopt: z.number(),
  }),
  changes: false,
  arguments: [{ field: 'target', as: 'positional', describe: 'the target', names: 'target' }, CURSOR_ARGUMENT],
  examples: [{ input: { target: 'atlan-prod' }, says: 'whose the accounts are that the tenant has already' }],
  runbook: {
    ...READS_TARGET,
    trigger: 'A tenant that has accounts is connected, before its target leaves the mode observe.',
    checks:
      'The staff are known: HR sent them, or `baseline import` did. `status` shows a sweep of the target and no events that are still being processed.',
    verification: 'Its totals give the number of rows by class. Every conflict and every orphan is explained.',
  },
});

export type BaselineRow = z.infer<typeof row>;
