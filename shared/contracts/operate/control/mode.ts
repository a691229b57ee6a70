import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { at, closed, text } from '../fields.ts';
import { shownRollout } from '../rollout/shown-rollout.ts';

export const modeCommand = declare({
  name: 'mode',
  summary: 'Shows a target’s mode, or sets it to observe, pilot or enforce and makes every worker due.',
  input: closed({
    target: text,
    mode: z.optional(z.enum(['observe', 'pilot', 'enforce'], 'must be observe, pilot or enforce')),
    reason: z.optional(text),
  }).check(
    z.refine(({ mode, reason }) => mode === undefined || reason !== undefined, {
      error: 'is needed to set a mode',
      path: ['reason'],
    }),
  ),
  output: z.object({
    target: z.string(),
    mode: z.string(),
    /** Who set it last and why; absent when it was never set. */
    set: z.optional(z.object({ mode: z.string(), actor: z.string(), reason: z.string(), at })),
    /** The rollout in force; setting the mode ends it. */
    rollout: z.optional(shownRollout),
    /** How many workers this call made due. */
    madeDue: z.number(),
    /** False when time ran out before every worker was due: set the same mode again to continue. */
    complete: z.boolean(),
  }),
  changes: true,
  arguments: [
    { field: 'target', as: 'positional', describe: 'the target', names: 'target' },
    { field: 'mode', as: 'positional', describe: 'observe, pilot or enforce; absent to show it' },
    { field: 'reason', as: 'option', describe: 'why; needed to set a mode' },
  ],
  examples: [
    { input: { target: 'atlan-prod' }, says: 'which mode it is in' },
    {
      input: { target: 'atlan-prod', mode: 'pilot', reason: 'the observe report was read and agreed' },
      says: 'from now on, write the workers in the pilot',
    },
  ],
  look: { command: 'mode', fields: ['target'] },
  runbook: {
    trigger: 'A target goes from observe to pilot to enforce, or has to stop writing for good.',
    blastRadius:
      'Every worker on one target; a rollout on it is over. A change towards enforce writes what the rules say, leavers first, up to the limits. A change to observe stops all changes of access, also those of leavers.',
    checks:
      'Towards enforce: `report observe` was read and approved. Towards observe: prefer `pause`, which has a smaller effect and shows in `status`.',
    verification:
      'The answer shows the mode and `complete: true`; `status` shows no new hold about a limit. With `complete: false` run the command again.',
    wayBack: 'Set the previous mode again. What was written stays written.',
  },
});
