import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, day } from '../fields.ts';
import { HOLD_DECISION } from './hold-decision.ts';

export const holdRejectCommand = declare({
  name: 'hold reject',
  summary:
    'Refuses a held plan: it stays held, with who said so. Of access that was to end it must say what happens instead.',
  input: closed({
    ...HOLD_DECISION.fields,
    instead: z.optional(z.enum(['access-kept', 'by-hand'], 'must be access-kept or by-hand')),
    until: z.optional(day),
  }).check(
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
        'what happens instead of an ending: access-kept (HR is wrong) or by-hand (a person ends it; until then the alarm rings)',
    },
    { field: 'until', as: 'option', describe: 'the last day on which access is kept, for instance 2026-12-31' },
  ],
  examples: [
    {
      input: { hold: 'hold_0123456789abcdef0123', reason: 'too many at once; the team lead is asked' },
      says: 'this plan, which ends nobody’s access, must not go',
    },
    {
      input: { hold: 'hold_0123456789abcdef0123', reason: 'the last day is a mistake of HR', instead: 'by-hand' },
      says: 'somebody ends this access by hand, or HR corrects it; until then the alarm rings',
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
  ],
  look: { command: 'hold show', fields: ['hold'] },
  runbook: {
    trigger: 'A held plan was looked at and is wrong.',
    blastRadius:
      'The one worker of the hold keeps what they have: if they have left, they can still sign in. With `access-kept` they keep it, or get it back, on every target. Of two workers who may be one (`same-person`) it is your word that they are two: the newcomer waits for an address that no one else has, and nobody’s account is handed over.',
    checks: 'Somebody is going to correct what caused it: HR’s data, or the rule.',
    verification:
      '`hold list` does not show it, `explain` shows the worker held, with who said so; after `access-kept` it shows the override. After `by-hand` `status` shows it until the access has ended.',
    wayBack:
      'A rejection stands for seven days, for this plan and the facts that made it; then, or once something else is said of the worker, it is asked again. A kept access is taken back by `override lift`, and asked about again when its day is over. A rejected `same-person` stands for good; `worker link` takes it back.',
  },
});
