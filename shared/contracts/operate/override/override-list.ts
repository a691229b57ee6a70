import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { isWhole, SELECTOR, SELECTOR_ARGUMENTS, waysOf } from '../worker-selector.ts';
import { shownOverride } from './shown-override.ts';

export const overrideListCommand = declare({
  name: 'override list',
  summary: 'Lists what operators stated and is in force, of everybody; of one worker also what is over.',
  input: closed({ ...SELECTOR, cursor: z.optional(text) }).check(
    z.refine(
      ({ cursor, ...whom }) => waysOf(whom) + (cursor === undefined ? 0 : 1) <= 1 && isWhole(whom),
      'may say whom in one way: worker, source, connection with sourceWorkerId, or email; a cursor goes with none of them',
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
    { field: 'cursor', as: 'option', describe: 'the `next` of the call before, for a company too large for one call' },
  ],
  examples: [
    { input: {}, says: 'whose access operators decided about' },
    { input: { email: 'ada@example.com' }, says: 'what was ever stated about this person' },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'Whose access operators decided about; before an override is lifted; the monthly review.',
    checks: 'None.',
    verification: 'Each override has who, why, since when and until when. A `next` says that there are more.',
  },
});
