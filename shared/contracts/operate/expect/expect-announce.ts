import * as z from 'zod/mini';

import { MOST_EXPECTED } from '../../../domain/expectation/expectation.ts';
import { cohortText } from '../cohort-field.ts';
import { declare } from '../command.ts';
import { closed, text } from '../fields.ts';
import { instantOrDay } from '../instant.ts';
import { shownExpectations } from './shown-expectation.ts';

const UP_TO = `must be a number from 1 to ${MOST_EXPECTED}`;

export const expectAnnounceCommand = declare({
  name: 'expect announce',
  summary:
    'Announces a change: until a day so many workers pass the limit of its kind, and count against the announcement instead. All others are held as before.',
  input: closed({
    target: z.optional(text),
    kind: z.enum(['leavers', 'removals', 'elevations', 'grants'], 'must be leavers, removals, elevations or grants'),
    cohort: z.optional(cohortText),
    upTo: z
      .string('must be text')
      .check(z.refine((value) => /^[1-9]\d*$/.test(value) && Number(value) <= MOST_EXPECTED, UP_TO)),
    until: instantOrDay,
    reason: text,
  }),
  output: shownExpectations,
  changes: true,
  isUsual: true,
  arguments: [
    { field: 'target', as: 'positional', describe: 'only on this target; on all when absent', names: 'target' },
    { field: 'kind', as: 'option', describe: 'which limit is passed: leavers, removals, elevations or grants' },
    {
      field: 'cohort',
      as: 'option',
      describe: 'only workers of one department, location or connection, as department=Sales; all workers when absent',
    },
    { field: 'upTo', as: 'option', describe: `how many workers pass on each target, ${MOST_EXPECTED} at most` },
    {
      field: 'until',
      as: 'option',
      describe:
        'when it is over: the end of a day, in UTC where no zone is named, or an instant with a zone; 31 days ahead at most',
    },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the announcement and in a receipt' },
  ],
  examples: [
    {
      input: {
        kind: 'leavers',
        cohort: 'department=Sales',
        upTo: '40',
        until: '2026-12-03',
        reason: 'HR announced that the team leaves on 30 November',
      },
      says: 'up to 40 leavers of Sales are not held by the limit on any target',
    },
    {
      input: {
        target: 'atlan-prod',
        kind: 'grants',
        upTo: '800',
        until: '2026-12-05',
        reason: 'the first rollout, agreed with Data Platform',
      },
      says: 'up to 800 joiners need not wait for room',
    },
  ],
  look: { command: 'expect list', fields: [] },
  runbook: {
    trigger: 'Someone announces a change of many workers, before HR sends it: a team leaves, a company joins.',
    blastRadius:
      'Up to `--up-to` workers of the cohort, on each target it is announced for. If HR’s data is wrong, so many change before the limit holds anyone. Protection, the last administrator and the questions to an operator hold as before; so does a plan that is held already.',
    checks:
      'HR confirmed number, cohort and day by another channel than the data. `--up-to` is that number, without a margin.',
    verification:
      '`expect list` shows it, and how many workers passed by it. The receipts of each name its id as `expectation`.',
    wayBack: '`expect end`: from then on the limit holds again. What has passed is not undone.',
  },
});
