import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';
import { shownRollouts } from './shown-rollout.ts';

export const rolloutPauseCommand = declare({
  name: 'rollout pause',
  summary: 'Admits no other worker to the rollout on a target. Those whom it has admitted, and leavers, go on.',
  input: closed({ target: text, reason: text }),
  output: shownRollouts,
  changes: true,
  atOnce: true,
  arguments: [
    { field: 'target', as: 'positional', describe: 'the target', names: 'target' },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the rollout and in a receipt' },
  ],
  examples: [
    {
      input: { target: 'atlan-prod', reason: 'a wave got a wrong group' },
      says: 'no other worker is admitted for now',
    },
  ],
  look: { command: 'rollout list', fields: [] },
  runbook: {
    trigger: 'Something is wrong with what a wave was given, or a freeze begins.',
    blastRadius: 'Workers who were not admitted yet wait. No worker loses anything.',
    checks: 'None: it only stops something.',
    verification: '`rollout list` shows it as paused, and its number of admitted workers grows no more.',
    wayBack: '`rollout start` on the same target resumes it.',
  },
});
