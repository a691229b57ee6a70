import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at } from '../fields.ts';
import { PERIOD_ARGUMENTS, periodInput, reportOf } from './report-fields.ts';

/** One end of access on one target. */
const row = z.object({
  workerKey: z.string(),
  target: z.string(),
  /** The event, or the override, that says so. */
  factId: z.string(),
  effectiveAt: at,
  /** When we learnt of it; absent when that is no longer in the history. */
  newsAt: z.optional(at),
  /**
   * `ended`: read back. `nothing-to-end`: no account. `stays`: something else keeps their access. `came-back`: they were taken on again
   * before an end was read back. `due`: not yet. `reduced`, `held`, `open`: they may still sign in.
   */
  state: z.enum(['ended', 'nothing-to-end', 'stays', 'came-back', 'due', 'reduced', 'held', 'open']),
  endedAt: z.optional(at),
  /** Minutes from the effective instant to the end, or until now; the parts add up: HR's, ours until we first tried, the rest. */
  late: z.object({ minutes: z.number(), hr: z.number(), us: z.number(), target: z.number() }),
  /** What let it happen: a rule, an operator's override, or an approved hold. */
  decidedBy: z.optional(
    z.object({
      how: z.enum(['rule', 'operator', 'hold']),
      id: z.string(),
      /** The operator, where one decided. */
      actor: z.optional(z.string()),
    }),
  ),
  /** How many API tokens of theirs still work, by the last look; absent where none was made, or the target did not list them. */
  tokens: z.optional(z.number()),
  /** How many assets are theirs still, by the look at the end of their access; absent where none is, or nothing asks for them. */
  assets: z.optional(z.number()),
  /** Of the last receipt about it. */
  verdict: z.optional(z.string()),
  /** What an end that is still open waits for. */
  because: z.optional(z.string()),
});

export const reportLeaversCommand = declare({
  name: 'report leavers',
  summary:
    'Lists, for every access that was to end in a period and every target, when the end was read back, how late that was, and who caused the delay: HR, this system or the target.',
  input: periodInput,
  output: reportOf(row),
  changes: false,
  arguments: PERIOD_ARGUMENTS,
  examples: [
    {
      input: { from: '2026-03-01', to: '2026-03-31' },
      says: 'whose access was to end in March, and whether it did in time',
    },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'An audit asks when leavers’ access ended, how late that was, and who caused the delay.',
    checks: 'None.',
    verification: 'Its totals give the number of facts, and agree with its rows.',
  },
});

export type LeaverRow = z.infer<typeof row>;
