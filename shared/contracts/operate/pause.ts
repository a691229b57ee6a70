import { declare } from './command.ts';
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
});
