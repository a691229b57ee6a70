import { declare } from '../command.ts';
import { closed } from '../fields.ts';
import { HOLD_DECISION } from './hold-decision.ts';

export const holdApproveCommand = declare({
  name: 'hold approve',
  summary:
    'Lets a held plan go, if it is still the same plan, of the same facts, when it is looked at again. It is counted like any other.',
  input: closed(HOLD_DECISION.fields),
  output: HOLD_DECISION.output,
  changes: true,
  arguments: HOLD_DECISION.arguments,
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
      'The one worker of the hold, on the one target. If HR’s data is wrong, they lose or gain access wrongly. The limits still count it, so that a crowd stays held. Of an ending without a date (`undated-ending`) it is your word that access has ended: it ends on every target, as by `disable`. Of a cancellation of nothing (`idle-cancellation`) it is your word that it means nothing: on every target they go on as if HR had not said it. Of a last day that can be read two ways (`unclear-ending`, `no-show`) it is your word that the worker goes: on every target all contracts that it may mean end with that day, or the one that follows it never begins. Of two workers who may be one (`same-person`) it is your word that they are: all that HR says of the newcomer is the known worker’s from then on.',
    checks:
      '`hold show` says `unchanged: true`. HR, or whoever owns the target, confirmed what was held, by another way than the data that caused it.',
    verification: 'The hold is gone from `hold list`, and `explain` shows a verified receipt within minutes.',
    wayBack:
      'An approval stands for seven days, for this plan and the facts that made it. What it did is undone by its cause: let HR correct its data, and the plan that follows gives back what was taken; for somebody who must not have access, use `disable`. An approved `undated-ending`, `unclear-ending`, `no-show` or `idle-cancellation` is taken back by `override lift`, an approved `same-person` by `worker separate`.',
  },
});
