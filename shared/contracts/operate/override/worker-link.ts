import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';

/** From whom a source key went, and to whom. */
export const movedSourceKey = z.object({ source: z.string(), from: z.string(), workerKey: z.string() });

export const workerLinkCommand = declare({
  name: 'worker link',
  summary:
    'Moves a source key to a known worker, with everything HR sent under it. It is recorded as a fact with your name and reason.',
  input: closed({ source: text, to: text, reason: text }),
  output: movedSourceKey,
  changes: true,
  arguments: [
    {
      field: 'source',
      as: 'option',
      describe: 'the source key to move, for instance hr:67890',
      names: 'source-key',
    },
    { field: 'to', as: 'option', describe: 'the key of the worker who gets it', names: 'worker' },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the fact' },
  ],
  examples: [
    {
      input: { source: 'hr:67890', to: '7b1e0c1c', reason: 'HR gave her a new id when she moved to the other company' },
      says: 'these two are one person',
    },
  ],
  look: { command: 'explain', fields: ['source'] },
  runbook: {
    trigger:
      'The ledger has one person as two workers: HR gave a new id, another address and another name at once, so that nothing matched.',
    blastRadius:
      'Two workers become one: access goes on until HR has ended it under every source key. Operator overrides of either worker apply to both. If they are really two people, one keeps access because of what HR says about the other.',
    checks:
      '`explain` of both, and HR confirms by another channel that they are one person. The source key’s worker has no account that can sign in; where they have one, link the other worker’s source key to them instead.',
    verification: '`find` by the source key shows the worker, and `explain` of both shows the fact and its reason.',
    wayBack:
      '`worker separate` of the same source key: the key goes back to a worker of its own, and the accounts stay with the worker who had both keys.',
  },
});
