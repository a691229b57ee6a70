import { declare } from './command.ts';
import { HOLD_DECISION } from './hold-decision.ts';

export const holdApproveCommand = declare({
  ...HOLD_DECISION,
  name: 'hold approve',
  summary:
    'Lets a held plan go, if it is still the same plan when it is looked at again. It is counted like any other.',
  examples: [
    {
      input: { hold: 'hold_0123456789abcdef0123', reason: 'checked with HR: they all leave' },
      says: 'this plan may go',
    },
  ],
});
