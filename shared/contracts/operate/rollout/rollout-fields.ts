import * as z from 'zod/mini';

import { MOST_A_DAY } from '../../../domain/rollout/rollout.ts';
import type { Argument } from '../command.ts';
import { closed, text } from '../fields.ts';

const PER_DAY = `must be a number from 1 to ${MOST_A_DAY}`;
const STOP_AT = 'must be a share from 1% to 100%, for instance 5%';
const BY = ['department', 'location', 'connection', 'none'] as const;

const SETTINGS = {
  target: text,
  by: z.optional(z.enum(BY, 'must be department, location, connection or none')),
  perDay: z.optional(
    z
      .string('must be text')
      .check(z.refine((value) => /^[1-9]\d*$/.test(value) && Number(value) <= MOST_A_DAY, PER_DAY)),
  ),
  stopAt: z.optional(z.string('must be text').check(z.refine((value) => /^([1-9]\d?|100)%?$/.test(value), STOP_AT))),
};

/** How a rollout is to go; what is left out is as in the rollout that there is. */
export const rolloutSettings = closed(SETTINGS);
export const rolloutToStart = closed({ ...SETTINGS, reason: text });

export const SETTINGS_ARGUMENTS = [
  { field: 'target', as: 'positional', describe: 'the target', names: 'target' },
  {
    field: 'by',
    as: 'option',
    describe:
      'one department, location or connection after the other, the smallest first; none when absent, which takes all workers together',
  },
  {
    field: 'perDay',
    as: 'option',
    describe: `how many workers a day, ${MOST_A_DAY} at most; may be left out where there is a rollout already`,
  },
  {
    field: 'stopAt',
    as: 'option',
    describe: 'above which share of failures in a day it stops by itself, as 5%, which it is when absent',
  },
] as const satisfies readonly Argument[];
