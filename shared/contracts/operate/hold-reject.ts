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
});
