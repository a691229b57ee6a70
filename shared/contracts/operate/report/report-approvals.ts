import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at } from '../fields.ts';
import { PERIOD_ARGUMENTS, periodInput, reportOf } from './report-fields.ts';

/** One hold that a person decided. */
const row = z.object({
  holdId: z.string(),
  kind: z.string(),
  target: z.string(),
  workerKey: z.string(),
  openedAt: at,
  decidedAt: at,
  by: z.string(),
  verdict: z.enum(['approved', 'rejected']),
  reason: z.string(),
  /** What happens instead of the ending that was rejected. */
  instead: z.optional(z.enum(['access-kept', 'by-hand'])),
  until: z.optional(at),
});

export const reportApprovalsCommand = declare({
  name: 'report approvals',
  summary: 'Lists the holds that were decided in a period: what was held, by whom it was decided, how and why.',
  input: periodInput,
  output: reportOf(row),
  changes: false,
  arguments: PERIOD_ARGUMENTS,
  examples: [
    {
      input: { from: '2026-03-01', to: '2026-03-31' },
      says: 'what was approved in March, and by whom',
    },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'An audit asks who approved or rejected what was held, and why.',
    checks: 'None.',
    verification: 'Its totals agree with its rows.',
  },
});

export type ApprovalRow = z.infer<typeof row>;
