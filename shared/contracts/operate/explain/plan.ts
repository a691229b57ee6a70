import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { closed, text } from '../fields.ts';
import { instantOrDay } from '../instant.ts';
import { SELECTOR, SELECTOR_ARGUMENTS, saysWhom, WHOM } from '../worker-selector.ts';
import { planned } from './planned.ts';

export const planCommand = declare({
  name: 'plan',
  summary:
    'Shows what would be done for a worker now, or at an instant, with the rule of each step and what would hold it. Reads targets, writes to none.',
  input: closed({ ...SELECTOR, target: z.optional(text), at: z.optional(instantOrDay) }).check(
    z.refine(saysWhom, WHOM),
  ),
  output: planned,
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
  ],
  runbook: {
    ...READS_TARGET,
    trigger:
      'You want to know what will be done for a worker, now or on a later day; before you change a rule; before you promise a date.',
    checks: 'It sends requests to the target, so it does not work while the gate is closed for too many requests.',
    verification: 'Each target has its steps, each with its rule, or says why there is none.',
  },
});
