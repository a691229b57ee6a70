import * as z from 'zod/mini';
import { declare, READS_ONLY } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { coming } from '../status/coming.ts';
import { actionCount } from './action-count.ts';

export const reportObserveCommand = declare({
  name: 'report observe',
  summary: 'Counts what would be done on a target in observe mode, by action and rule, from its receipts.',
  input: closed({ target: text, cursor: z.optional(text) }),
  output: z.object({
    target: z.string(),
    mode: z.string(),
    /** Workers looked at by this call, and those of them for whom something would be done. */
    workers: z.number(),
    wouldChange: z.number(),
    /** Workers whose plan is no longer in their receipts; counted in `wouldChange`, not below. */
    unreadable: z.number(),
    actions: list(actionCount),
    /** Events and workers that are not counted yet; absent while there are none. */
    coming: z.optional(coming),
    /** Give it to the next call; absent when every worker was looked at. */
    next: z.optional(z.string()),
  }),
  changes: false,
  arguments: [
    { field: 'target', as: 'positional', describe: 'the target', names: 'target' },
    {
      field: 'cursor',
      as: 'option',
      describe: 'the `next` of the previous call, for a company too large for one call',
    },
  ],
  examples: [{ input: { target: 'atlan-prod' }, says: 'what enforce would change first' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'Before a target leaves the mode observe; after a change of the rules.',
    checks:
      'The target is in mode observe: otherwise there is nothing to count. It does not report events that are still being processed: with them the counts are incomplete.',
    verification: 'Every action is one you expect. A `next` means that there is more to count.',
  },
});
