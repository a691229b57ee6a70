import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { closed, text } from '../fields.ts';
import { instantOrDay } from '../instant.ts';
import { CURSOR_ARGUMENT } from '../report/report-fields.ts';
import { SELECTOR, SELECTOR_ARGUMENTS, saysWhom, WHOM, waysOf } from '../worker-selector.ts';
import { planned, plannedAll } from './planned.ts';

export const planCommand = declare({
  name: 'plan',
  summary:
    'Shows what would be done for a worker now, or at an instant, with the rule of each step and what would hold it. Reads targets, writes to none. With `--all --diff` what would be done for any worker at an instant and not now, by what the last sweeps saw, without a request.',
  input: closed({
    target: z.optional(text),
    ...SELECTOR,
    at: z.optional(instantOrDay),
    all: z.optional(z.boolean('must be true or false')),
    diff: z.optional(z.boolean('must be true or false')),
    cursor: z.optional(text),
  }).check(
    z.refine(({ all, ...whom }) => (all ? waysOf(whom) === 0 : saysWhom(whom)), WHOM),
    z.refine(({ all, diff, at }) => !all || (diff === true && at !== undefined), {
      error: 'needs diff, and at: what is different then from now',
      path: ['all'],
    }),
    z.refine(({ all, diff, cursor }) => all || (diff !== true && cursor === undefined), {
      error: 'is needed with diff and with cursor',
      path: ['all'],
    }),
  ),
  output: z.union([planned, plannedAll]),
  changes: false,
  arguments: [
    { field: 'target', as: 'positional', describe: 'only this target', names: 'target' },
    ...SELECTOR_ARGUMENTS,
    {
      field: 'at',
      as: 'option',
      describe:
        'the instant to plan for, in ISO 8601 with an offset or with its zone in brackets, or a day, which means its beginning, in UTC where no zone is named; now when absent',
    },
    { field: 'all', as: 'switch', describe: 'all workers instead of one; with diff and at' },
    { field: 'diff', as: 'switch', describe: 'only what would be done then and would not be done now' },
    CURSOR_ARGUMENT,
  ],
  examples: [
    { input: { source: 'hr:67890' }, says: 'what would be done now' },
    {
      input: { source: 'hr:67890', at: '2026-12-01' },
      says: 'what will happen on 1 December, according to what is known today',
    },
    {
      input: { source: 'hr:67890', at: '2026-12-01T09:00[Asia/Tokyo]' },
      says: 'what will have to be done at nine in Tokyo',
    },
    { input: { at: '2026-12-01', all: true, diff: true }, says: 'who will change by 1 December, and by which event' },
  ],
  runbook: {
    ...READS_TARGET,
    trigger:
      'You want to know what will be done for a worker, now or on a later day; before you change a rule; before you promise a date.',
    checks:
      'For one worker it sends requests to the target, so it does not work while the gate is closed for too many requests. With `--all` it sends none: it says when the last sweep was, takes memberships to be as policy gives them now, asks no guard, and shows of a newcomer the invitation and not the groups that follow it.',
    verification: 'Each target has its steps, each with its rule, or says why there is none.',
  },
});
