import { declare } from '../command.ts';
import { PAUSE_SWITCH } from './pause-switch.ts';

export const resumeCommand = declare({
  ...PAUSE_SWITCH,
  name: 'resume',
  summary: 'Ends a pause. The workers who waited are checked within five minutes, leavers first.',
  examples: [
    { input: { what: 'removals', reason: 'HR corrected the export' }, says: 'workers who have left lose access now' },
  ],
  look: { command: 'status', fields: [] },
  runbook: {
    trigger: 'The reason for the pause is over.',
    blastRadius:
      'Every worker who waited, within five minutes, leavers first: if the cause still exists, they wrongly lose or gain access, up to the limits.',
    checks:
      'The cause of the pause is corrected; `plan` for one or two of the affected workers shows the right steps. `report observe` does not help here: it counts only a target in mode observe.',
    verification: 'The answer shows `paused: false`; `status` shows fewer waiting each minute.',
    wayBack: '`pause` with the same scope stops what has not been done yet. To undo what was done, correct its cause.',
  },
});
