import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { at } from '../fields.ts';
import { PERIOD_ARGUMENTS, periodInput, reportOf } from './report-fields.ts';

/** One start on one target. */
const row = z.object({
  workerKey: z.string(),
  target: z.string(),
  factId: z.string(),
  effectiveAt: at,
  /** When we learnt of it; absent when that is no longer in the history. */
  newsAt: z.optional(at),
  /**
   * `complete`: account, role and groups were read back. `no-access`: no rule gives them any. `left`: gone before it was complete.
   * `due`: not yet. Else the worker's current state there.
   */
  state: z.enum(['complete', 'no-access', 'left', 'due', 'waiting', 'held', 'failing']),
  /** When their account was first read back as invited, taken over or let in again. */
  invitedAt: z.optional(at),
  /** Whether poll has seen the invitation accepted; absent when it has not looked. */
  accepted: z.optional(z.boolean()),
  completeAt: z.optional(at),
  /** From the effective instant, or the news when that came later, until all was complete. */
  minutes: z.optional(z.number()),
  /** What is still waited for. */
  because: z.optional(z.string()),
});

export const reportJoinersCommand = declare({
  name: 'report joiners',
  summary:
    'Lists, for every start in a period and every target, when the invitation was sent, whether it was accepted, and when role and groups were complete.',
  input: periodInput,
  output: reportOf(row),
  changes: false,
  arguments: PERIOD_ARGUMENTS,
  examples: [
    {
      input: { from: '2026-03-01', to: '2026-03-31' },
      says: 'who was to start in March, and how long they waited',
    },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'You want to know how long joiners wait for their access.',
    checks: 'None.',
    verification: 'Its totals give the number of facts, and agree with its rows.',
  },
});

export type JoinerRow = z.infer<typeof row>;
