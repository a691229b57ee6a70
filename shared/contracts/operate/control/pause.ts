import { declare } from '../command.ts';
import { PAUSE_SWITCH } from './pause-switch.ts';

export const pauseCommand = declare({
  ...PAUSE_SWITCH,
  name: 'pause',
  summary:
    'Switches off what takes access away, one target’s writes, all writes, or all work on the queue. What is held back waits and is alarmed; HR is heard all the same.',
  examples: [
    { input: { what: 'removals', reason: 'HR sent a wrong export' }, says: 'nobody loses access until it is resumed' },
    {
      input: { what: 'target', target: 'atlan-prod', reason: 'maintenance there' },
      says: 'write nothing to one target',
    },
    { input: { what: 'writes', reason: 'an incident' }, says: 'write nothing anywhere' },
    {
      input: { what: 'intake', reason: 'a wrong version was deployed' },
      says: 'work on nothing; deliveries are taken and wait in the queue',
    },
  ],
  atOnce: true,
  look: { command: 'status', fields: [] },
  runbook: {
    trigger:
      'Something takes access away, or writes, that must not: a wrong export of HR, maintenance of a target, an incident.',
    blastRadius:
      'Everybody it covers keeps the access they have: leavers can still sign in, and with `target` or `writes` joiners wait. `disable` still works with `despiteSwitch`.',
    checks: 'The smallest switch that is enough: removals, one target, then writes.',
    verification:
      'The answer shows `paused: true`; `status` shows the switch until it is resumed, and change-paused rings when somebody waits.',
    wayBack: '`resume` with the same words.',
  },
});
