import { declare } from '../command.ts';
import { closed } from '../fields.ts';
import { HOLD_DECISION } from './hold-decision.ts';

export const holdApproveCommand = declare({
  name: 'hold approve',
  summary:
    'Approves a held plan. It is carried out if, at the next check, it is still the same plan from the same facts. It counts against the limits like any other.',
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
    trigger: 'You reviewed a held plan, and it is right.',
    blastRadius:
      'The one worker of the hold, on the one target. If HR’s data is wrong, they lose or gain access wrongly. The plan still counts against the limits, so that a large number of changes stays held. What an approval means depends on the kind of the hold. `undated-ending` (an ending without a date): you state that access has ended; it ends on every target, as by `disable`. `sponsor-left` (the sponsor of a worker left): the same. `unconfirmed` (HR is not certain of an event): you state that the event counts. `idle-cancellation` (HR cancelled something that it never sent): you state that the cancellation means nothing; on every target the worker continues as if HR had not sent it. `unclear-ending` and `no-show` (a last day that can be read in two ways): you state that the worker leaves; on every target all contracts that it may mean end with that day, or the contract that follows never begins. `same-person` (two workers who may be one): you state that they are one; from then on everything HR sends about the newcomer belongs to the known worker.',
    checks:
      '`hold show` says `unchanged: true`. HR, or the owner of the target, confirmed the change by another channel than the data that caused it.',
    verification: 'The hold is gone from `hold list`, and `explain` shows a verified receipt within minutes.',
    wayBack:
      'An approval stands for seven days, for this plan and the facts that made it. To undo it, correct the cause: when HR corrects its data, the next plan restores the access that was removed. To end the access of a worker who must not have it, use `disable`. An approved `undated-ending`, `sponsor-left`, `unconfirmed`, `unclear-ending`, `no-show` or `idle-cancellation` is undone by `override lift`, an approved `same-person` by `worker separate`.',
  },
});
