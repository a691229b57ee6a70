import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';
import { movedSourceKey } from './worker-link.ts';

export const workerSeparateCommand = declare({
  name: 'worker separate',
  summary:
    'Moves a source key away from the worker who has it to a worker of its own, with everything HR sent under it. It is recorded as a fact with your name and reason.',
  input: closed({ source: text, reason: text }),
  output: movedSourceKey,
  changes: true,
  arguments: [
    {
      field: 'source',
      as: 'option',
      describe: 'the source key that is another person’s, for instance hr:67890',
      names: 'source-key',
    },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the fact' },
  ],
  examples: [
    {
      input: { source: 'hr:67890', reason: 'two people of one name, and HR gave both one address' },
      says: 'this source key belongs to another person',
    },
  ],
  look: { command: 'explain', fields: ['source'] },
  runbook: {
    trigger: 'The ledger has two people as one worker: HR gave them one address, and a name or a number that agrees.',
    blastRadius:
      'One worker becomes two. Accounts and operator overrides stay with the worker who had them; the accounts end when HR has ended every source key that stays there. The other gets an account of their own, at an address that no other worker has.',
    checks:
      '`explain` shows which source key came later. The accounts belong to the person of the source keys that stay.',
    verification:
      '`find` by the source key shows another worker key, and `explain` of both shows the fact and its reason. Without an address of their own the new worker waits for one.',
    wayBack: '`worker link` of the same source key to the worker who had it.',
  },
});
