import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { isWhole, SELECTOR, SELECTOR_ARGUMENTS, waysOf } from '../worker-selector.ts';
import { shownOverride } from './shown-override.ts';

export const overrideListCommand = declare({
  name: 'override list',
  summary: 'Lists the overrides in force of all workers; for one worker also those that have ended.',
  input: closed({ ...SELECTOR, cursor: z.optional(text) }).check(
    z.refine(
      ({ cursor, ...whom }) => waysOf(whom) + (cursor === undefined ? 0 : 1) <= 1 && isWhole(whom),
      'may name the worker in one way: worker, source, connection with sourceWorkerId, or email; a cursor cannot be combined with them',
    ),
  ),
  output: z.object({
    overrides: list(z.extend(shownOverride, { workerKey: z.string() })),
    /** Give it to the next call; absent when every worker was looked at. */
    next: z.optional(z.string()),
  }),
  changes: false,
  arguments: [
    ...SELECTOR_ARGUMENTS,
    {
      field: 'cursor',
      as: 'option',
      describe: 'the `next` of the previous call, for a company too large for one call',
    },
  ],
  examples: [
    { input: {}, says: 'for which workers an operator override is in force' },
    { input: { email: 'ada@example.com' }, says: 'all overrides of this worker, also those that have ended' },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'You want to know which overrides are in force; before you lift an override; the monthly review.',
    checks: 'None.',
    verification: 'Each override shows its operator, reason, start and end. A `next` means that there are more.',
  },
});
