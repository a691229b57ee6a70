import { declare } from './command.ts';
import { PAUSE_SWITCH } from './pause-switch.ts';

export const resumeCommand = declare({
  ...PAUSE_SWITCH,
  name: 'resume',
  summary: 'Switches on again what was paused. Whoever waited is looked at within five minutes, leavers first.',
  examples: [
    { input: { what: 'removals', reason: 'HR corrected the export' }, says: 'whoever has left loses access now' },
  ],
});
