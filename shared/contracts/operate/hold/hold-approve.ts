import { declare } from '../command.ts';
import { closed } from '../fields.ts';
import { HOLD_DECISION } from './hold-decision.ts';

export const holdApproveCommand = declare({
  name: 'hold approve',
  summary:
    'Approves a held plan, or with `--kind` and `--expect` many at once. A plan is carried out if, at the next check, it is still the same plan from the same facts. It counts against the limits like any other.',
  input: closed(HOLD_DECISION.fields).check(...HOLD_DECISION.checks),
  output: HOLD_DECISION.output,
  changes: true,
  arguments: HOLD_DECISION.arguments,
  examples: [
    {
      input: { hold: 'hold_0123456789abcdef0123', reason: 'checked with HR: they all leave' },
      says: 'this plan may go',
    },
    {
      input: { kind: 'leaver-limit', cohort: 'department=Sales' },
      says: 'which leavers of Sales wait for a decision; nothing is decided',
    },
    {
      input: {
        kind: 'leaver-limit',
        cohort: 'department=Sales',
        expect: '37',
        reason: 'HR confirmed the list: Sales is closed',
      },
      says: 'all 37 of them may go, and none if they are not 37 any more',
    },
  ],
  look: HOLD_DECISION.look,
  runbook: {
    trigger: 'You reviewed a held plan, and it is right.',
    blastRadius:
      'The one worker of the hold, on the one target; with `--kind` the worker of each hold that matches. If HR’s data is wrong, they lose or gain access wrongly. The plan still counts against the limits, so that a large number of changes stays held. What an approval means depends on the kind of the hold. `undated-ending` (an ending without a date): you state that access has ended; it ends on every target, as by `disable`. `sponsor-left` (the sponsor of a worker left): the same. `unconfirmed` (HR is not certain of an event): you state that the event counts. `idle-cancellation` (HR cancelled something that it never sent): you state that the cancellation means nothing; on every target the worker continues as if HR had not sent it. `unknown-leaver` (HR ended a worker of whom it sent nothing else): you state that they have no access, because you ended it or there was none. `left-behind` (an account on a target that is not in the configuration any more): you state that a person ended it there. `late-grant` (HR sent a start or a move long after its day): you state that it counts; on every target it gives what the rules say. `unclear-ending` and `no-show` (a last day that can be read in two ways): you state that the worker leaves; on every target all contracts that it may mean end with that day, or the contract that follows never begins. `same-person` (two workers who may be one): you state that they are one; from then on everything HR sends about the newcomer belongs to the known worker. `assets` (a leaver owns assets that go to no one): you state that they stay as they are. `vanished` (an account that was deleted in the target): you state that the worker should have one; they are invited once more. `removal` (an operator asks with `worker remove`): the account is removed for good, with the API tokens that it made, and another account gets what it owns; the operator who asked cannot approve it, which is enforced only where both used the command line.',
    checks:
      '`hold show` says `unchanged: true`. Before you decide about many: the list that `--kind` prints without `--expect` (`--csv` for a spreadsheet) is what HR has confirmed, and `--expect` is the number of its rows. If another number is open when you decide, nothing is decided. A hold about your own access stays open, whatever the others are. HR, or the owner of the target, confirmed the change by another channel than the data that caused it.',
    verification:
      'The hold is gone from `hold list`, and `explain` shows a verified receipt within minutes. Of many, the answer names each with what became of it, and the exit code is 1 where one could not be decided.',
    wayBack:
      'An approval stands for seven days, for this plan and the facts that made it. To undo it, correct the cause: when HR corrects its data, the next plan restores the access that was removed. To end the access of a worker who must not have it, use `disable`. An approved `undated-ending`, `sponsor-left`, `unknown-leaver`, `unconfirmed`, `unclear-ending`, `no-show`, `late-grant` or `idle-cancellation` is undone by `override lift`, an approved `same-person` by `worker separate`. Nothing undoes an approved `removal`.',
  },
});
