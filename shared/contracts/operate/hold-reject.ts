import { declare } from './command.ts';
import { HOLD_DECISION } from './hold-decision.ts';

export const holdRejectCommand = declare({
  ...HOLD_DECISION,
  name: 'hold reject',
  summary: 'Refuses a held plan: it stays held, with who said so.',
  examples: [
    {
      input: { hold: 'hold_0123456789abcdef0123', reason: 'a wrong import; HR corrects it' },
      says: 'this plan must not go',
    },
  ],
  look: { command: 'hold show', fields: ['hold'] },
  runbook: {
    trigger: 'A held plan was looked at and is wrong.',
    blastRadius: 'The one worker of the hold keeps what they have: if they have left, they can still sign in.',
    checks: 'Somebody is going to correct what caused it: HR’s data, or the rule.',
    verification: '`hold list` does not show it, `explain` shows the worker held, with who said so.',
    wayBack:
      'A rejection stands for this plan only. Once the data or the rule is corrected, another plan is made and goes its own way.',
  },
});
