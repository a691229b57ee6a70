import { declare } from '../command.ts';
import { PAUSE_SWITCH } from './pause-switch.ts';

export const pauseCommand = declare({
  ...PAUSE_SWITCH,
  name: 'pause',
  summary:
    'Pauses the removal of access, the writes to one target, all writes, or all queue processing. Changes that wait raise an alarm; HR events are still accepted.',
  examples: [
    {
      input: { what: 'removals', reason: 'HR sent a wrong export' },
      says: 'no worker loses access until you resume it',
    },
    {
      input: { what: 'target', target: 'atlan-prod', reason: 'maintenance there' },
      says: 'write nothing to one target',
    },
    { input: { what: 'writes', reason: 'an incident' }, says: 'write nothing anywhere' },
    {
      input: { what: 'intake', reason: 'a wrong version was deployed' },
      says: 'process nothing; deliveries are accepted and wait in the queue',
    },
  ],
  atOnce: true,
  look: { command: 'status', fields: [] },
  runbook: {
    trigger:
      'The system must not remove access, or must not write: a wrong HR export, maintenance of a target, an incident.',
    blastRadius:
      'Every worker in its scope keeps the access they have: leavers can still sign in, and with `target`, `writes` or `intake` joiners wait. `disable` still works with `--despite-switch`.',
    checks: 'Choose the smallest scope that is enough: removals, then one target, then writes.',
    verification:
      'The answer shows `paused: true`; `status` shows the pause until it is resumed, and the alarm change-paused goes off when a worker waits.',
    wayBack: '`resume` with the same scope.',
  },
});
