import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, day } from '../fields.ts';
import { HOLD_DECISION } from './hold-decision.ts';

export const holdRejectCommand = declare({
  name: 'hold reject',
  summary:
    'Rejects a held plan, or with `--kind` and `--expect` many at once: it stays held, and your decision is recorded. If access was to end, say what happens instead.',
  input: closed({
    ...HOLD_DECISION.fields,
    instead: z.optional(z.enum(['access-kept', 'by-hand'], 'must be access-kept or by-hand')),
    until: z.optional(day),
  }).check(
    ...HOLD_DECISION.checks,
    z.refine(
      ({ instead, until }) => (instead === 'access-kept') === (until !== undefined),
      'must say until which day with instead access-kept, and only then',
    ),
  ),
  output: HOLD_DECISION.output,
  changes: true,
  arguments: [
    ...HOLD_DECISION.arguments,
    {
      field: 'instead',
      as: 'option',
      describe:
        'what happens instead of an ending: access-kept (HR is wrong) or by-hand (a person ends the access; until then the alarm stays on)',
    },
    { field: 'until', as: 'option', describe: 'the last day on which access is kept, for instance 2026-12-31' },
  ],
  examples: [
    {
      input: { hold: 'hold_0123456789abcdef0123', reason: 'too many at once; the team lead is asked' },
      says: 'do not carry out this plan, which ends no worker’s access',
    },
    {
      input: { hold: 'hold_0123456789abcdef0123', reason: 'the last day is a mistake of HR', instead: 'by-hand' },
      says: 'a person ends this access by hand, or HR corrects it; until then the alarm stays on',
    },
    {
      input: {
        hold: 'hold_0123456789abcdef0123',
        reason: 'a wrong import; HR corrects it',
        instead: 'access-kept',
        until: '2026-12-31',
      },
      says: 'this person has not left, and keeps their access on every target until the day is over',
    },
    {
      input: {
        kind: 'leaver-limit',
        cohort: 'connection=hr',
        expect: '120',
        reason: 'a wrong import; HR corrects it',
        instead: 'access-kept',
        until: '2026-12-31',
      },
      says: 'none of the 120 leavers of this import has left',
    },
  ],
  look: HOLD_DECISION.look,
  runbook: {
    trigger: 'You reviewed a held plan, and it is wrong.',
    blastRadius:
      'The one worker of the hold, or with `--kind` the worker of each hold that matches, keeps what they have: if they have left, they can still sign in. With `access-kept` they keep it, or get it back, on every target. With `same-person` (two workers who may be one) you state that they are two: the newcomer waits for an address that no other worker has, and no account is handed over. With `vanished` (an account that was deleted in the target) they stay without one.',
    checks: 'HR will correct the data, or you will correct the rule, that caused it.',
    verification:
      '`hold list` does not show it, `explain` shows the worker as held, with your decision; after `access-kept` it shows the override. After `by-hand` `status` shows it until the access has ended.',
    wayBack:
      'A rejection stands for seven days, for this plan and the facts that made it; after that, or when HR sends something else about the worker, a new hold opens. `override lift` ends an `access-kept`; when its last day is over, a new hold opens. A rejected `same-person` has no end date; `worker link` undoes it. A rejected `vanished` stands for a year, for the same account.',
  },
});
