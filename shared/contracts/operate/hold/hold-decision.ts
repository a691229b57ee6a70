import * as z from 'zod/mini';

import type { Argument } from '../command.ts';
import { text } from '../fields.ts';
import { shownHold } from './shown-hold.ts';

const ARGUMENTS: readonly Argument[] = [
  { field: 'hold', as: 'positional', describe: 'the id of the hold', names: 'hold' },
  { field: 'reason', as: 'option', describe: 'why; it is kept with the hold' },
];

/** What both decisions about a hold have in common. */
export const HOLD_DECISION = {
  fields: { hold: text, reason: text },
  output: z.object({ hold: shownHold }),
  arguments: ARGUMENTS,
};
