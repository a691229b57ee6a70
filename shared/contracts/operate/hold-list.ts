import * as z from 'zod/mini';

import { declare } from './command.ts';
import { closed, list } from './fields.ts';
import { shownHold } from './shown-hold.ts';

export const holdListCommand = declare({
  name: 'hold list',
  summary: 'Lists what waits for a person, the oldest first.',
  input: closed({}),
  output: z.object({
    holds: list(shownHold),
    /** There are more than are listed. */
    more: z.boolean(),
  }),
  changes: false,
  arguments: [],
  examples: [{ input: {}, says: 'what waits for a person' }],
});
