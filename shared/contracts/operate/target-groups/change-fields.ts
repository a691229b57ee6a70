import * as z from 'zod/mini';

import type { Argument } from '../command.ts';
import { closed, text } from '../fields.ts';
import { shownGroup } from './shown-group.ts';

/** An older API of the provider that an operator asks for by habit. */
export const api = z.optional(text);
export const API = {
  field: 'api',
  as: 'option',
  describe: 'an older API of the provider; it is refused with what replaces it',
} as const satisfies Argument;

export const TARGET = {
  field: 'target',
  as: 'positional',
  describe: 'the target',
  names: 'target',
} as const satisfies Argument;

export const GROUP = {
  field: 'group',
  as: 'positional',
  describe: 'its name, the name people see, or its id',
  names: 'group',
} as const satisfies Argument;

/** A question about one group. */
export const oneGroup = { target: text, group: text, api };

/** A change of one group, and of nothing while `go` is not said. */
export const changing = <Shape extends Record<string, z.ZodMiniType>>(own: Shape) =>
  closed({ ...oneGroup, ...own, reason: text, go: z.optional(z.boolean('must be true or false')) });

export const CHANGING = [
  { field: 'reason', as: 'option', describe: 'why; the receipt keeps it' },
  { field: 'go', as: 'switch', describe: 'do it; without it nothing is changed' },
  API,
] as const satisfies readonly Argument[];

/** What came of a change of one group. */
export const changedGroup = z.object({
  target: z.string(),
  /** The group; of one that was not there yet and is not made, only its name. */
  group: z.union([shownGroup, z.object({ name: z.string() })]),
  /** Nothing was changed; this is what would be. */
  dryRun: z.boolean(),
  /** `already`: it was so before. `unverified`: the target answered yes, and does not show it yet. */
  result: z.enum(['would-change', 'already', 'verified', 'unverified']),
  /** Where the receipt is, in the chain of the target's groups. */
  receipt: z.optional(z.number()),
});
