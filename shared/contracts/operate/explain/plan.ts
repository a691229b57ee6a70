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
        'the instant to plan for, in ISO 8601 with a zone, or a day, at the beginning of which by UTC it is meant; now when absent',
    },
  ],
  examples: [
    { input: { source: 'hr:67890' }, says: 'what would be done now' },
    {
      input: { source: 'hr:67890', at: '2026-12-01' },
      says: 'what will happen on 1 December, by what is known today',
    },
  ],
  runbook: {
    ...READS_TARGET,
    trigger:
      'What will be done for somebody, now or on a day to come; before a rule is changed; before somebody is told a date.',
    checks: 'It asks the target: not while its gate is closed for too many requests.',
    verification: 'Each target has its steps, each with its rule, or says why there is none.',
  },
});
