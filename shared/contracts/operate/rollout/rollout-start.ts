import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { rolloutToStart, SETTINGS_ARGUMENTS } from './rollout-fields.ts';
import { shownRollout } from './shown-rollout.ts';

export const rolloutStartCommand = declare({
  name: 'rollout start',
  summary:
    'Starts the first rollout on a target in waves, or resumes one that is paused or has stopped. Leavers are ended at once from then on.',
  input: rolloutToStart,
  output: z.object({
    rollout: shownRollout,
    /** How many workers this call made due: the first wave, and the leavers. */
    madeDue: z.number(),
  }),
  changes: true,
  arguments: [
    ...SETTINGS_ARGUMENTS,
    { field: 'reason', as: 'option', describe: 'why; it is kept with the rollout and in a receipt' },
  ],
  examples: [
    {
      input: {
        target: 'atlan-prod',
        by: 'department',
        perDay: '50',
        stopAt: '5%',
        reason: 'the plan was agreed with Data Platform',
      },
      says: 'admit 50 workers a day, one department after the other',
    },
    {
      input: { target: 'atlan-prod', reason: 'the role that the target refused exists now' },
      says: 'resume it, with the same settings',
    },
  ],
  look: { command: 'rollout plan', fields: ['target', 'by', 'perDay', 'stopAt'] },
  runbook: {
    trigger:
      'A target is to go from observe to enforce step by step; or a rollout that was paused, or has stopped, is to go on.',
    blastRadius:
      'Up to `--per-day` workers a day on one target get and lose what the rules say, without the limits of grants, removals and elevations. All leavers with a managed account are ended at once, up to the limit of leavers. Missing groups that the configuration may create are created.',
    checks:
      '`rollout plan` was read and agreed. To resume one that stopped: `explain` shows why its workers failed, and the cause is gone.',
    verification:
      '`rollout list` shows it as running, and how many workers it has admitted. Once it is complete, set the mode enforce.',
    wayBack:
      '`rollout pause`: no other worker is admitted. `mode` with observe ends it: no worker is written any more, leavers included. What was written stays written.',
  },
});
