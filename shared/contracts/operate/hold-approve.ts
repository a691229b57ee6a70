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
  look: { command: 'hold show', fields: ['hold'] },
  runbook: {
    trigger: 'A held plan was looked at and is right.',
    blastRadius:
      'The one worker of the hold, on the one target. If HR’s data is wrong, they lose or gain access wrongly. The limits still count it, so that a crowd stays held.',
    checks:
      '`hold show` says `unchanged: true`. HR, or whoever owns the target, confirmed what was held, by another way than the data that caused it.',
    verification: 'The hold is gone from `hold list`, and `explain` shows a verified receipt within minutes.',
    wayBack:
      'An approval stands. What it did is undone by its cause: let HR correct its data, and the plan that follows gives back what was taken; for somebody who must not have access, use `disable`.',
  },
});
