import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { plannedTarget } from '../explain/planned.ts';
import { closed, text } from '../fields.ts';
import { shownHold } from './shown-hold.ts';

export const holdShowCommand = declare({
  name: 'hold show',
  summary: 'Shows one hold with the plan as it is now, and whether that is still the plan that was held.',
  input: closed({ hold: text }),
  output: z.object({
    hold: shownHold,
    /** Absent when the worker or the target is no longer there. */
    plan: z.optional(plannedTarget),
    /** Whether an approval would release this plan. Unknown (absent) while the target cannot be asked. */
    unchanged: z.optional(z.boolean()),
  }),
  changes: false,
  arguments: [{ field: 'hold', as: 'positional', describe: 'the id of the hold', names: 'hold' }],
  examples: [{ input: { hold: 'hold_0123456789abcdef0123' }, says: 'what is held, and why' }],
  runbook: {
    ...READS_TARGET,
    trigger: 'You have to decide a hold.',
    checks: 'Take the id from hold list.',
    verification:
      '`unchanged: true` means that an approval would release this plan. `false` means that the plan has changed since: review it again. Absent means that the target cannot be asked now.',
  },
});
