import * as z from 'zod/mini';

import type { Argument } from '../command.ts';
import { at, closed, text } from '../fields.ts';

const ARGUMENTS: readonly Argument[] = [
  {
    field: 'what',
    as: 'positional',
    describe:
      'removals (every change that removes access), target (all writes to one target), writes (all writes), or intake (all queue processing)',
  },
  { field: 'target', as: 'positional', describe: 'which target, with what = target', names: 'target' },
  { field: 'reason', as: 'option', describe: 'why; it is shown by status' },
];

/** What turning a switch off and on have in common. */
export const PAUSE_SWITCH = {
  input: closed({
    what: z.enum(['removals', 'target', 'writes', 'intake'], 'must be removals, target, writes or intake'),
    target: z.optional(text),
    reason: text,
  }).check(
    z.refine(({ what, target }) => (what === 'target') === (target !== undefined), {
      error: 'is needed with what = target, and only there',
      path: ['target'],
    }),
  ),
  output: z.object({
    what: z.string(),
    target: z.optional(z.string()),
    paused: z.boolean(),
    /** Who set the switch to its current state, when and why. */
    actor: z.string(),
    reason: z.string(),
    since: at,
  }),
  changes: true,
  arguments: ARGUMENTS,
};
