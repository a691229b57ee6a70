import { declare } from '../command.ts';
import { PAUSE_SWITCH } from './pause-switch.ts';

export const resumeCommand = declare({
  ...PAUSE_SWITCH,
  name: 'resume',
  summary: 'Switches on again what was paused. Whoever waited is looked at within five minutes, leavers first.',
  examples: [
    { input: { what: 'removals', reason: 'HR corrected the export' }, says: 'whoever has left loses access now' },
  ],
  look: { command: 'status', fields: [] },
  runbook: {
    trigger: 'What something was paused for is over.',
    blastRadius:
      'Everybody who waited, within five minutes and leavers first: if the cause is still there, they lose or gain access wrongly, up to the limits.',
    checks:
      'What it was paused for is corrected; `plan` for one or two of those concerned shows what is right. `report observe` is of no help here: it counts a target in observe.',
    verification: 'The answer shows `paused: false`; `status` shows fewer waiting each minute.',
    wayBack: '`pause` with the same words stops what has not been done yet. What was done is undone by its cause.',
  },
});
