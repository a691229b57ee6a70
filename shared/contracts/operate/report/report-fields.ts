import * as z from 'zod/mini';

import type { Argument } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { beginningOf, endOf, instantOrDay } from '../instant.ts';

/** What reports about a period are asked with. */
export const periodInput = closed({ from: instantOrDay, to: instantOrDay, cursor: z.optional(text) }).check(
  z.refine(({ from, to }) => beginningOf(from) < endOf(to), { error: 'must be after from', path: ['to'] }),
);

export const CURSOR_ARGUMENT: Argument = {
  field: 'cursor',
  as: 'option',
  describe: 'the `next` of the previous call, for a company too large for one call',
};

export const PERIOD_ARGUMENTS: readonly Argument[] = [
  {
    field: 'from',
    as: 'option',
    describe: 'the first day of the period, in UTC, or its first instant in ISO 8601 with a zone',
  },
  {
    field: 'to',
    as: 'option',
    describe: 'the last day of the period, in UTC, or the instant at which the period is over (not included)',
  },
  CURSOR_ARGUMENT,
];

/**
 * Counts of this call: of the statements the rows are about, of the rows, and of the rows by state. The last add up to the second; where
 * a row is about one target, rows are the statements times the targets.
 */
const totals = z.object({ facts: z.number(), rows: z.number(), byState: z.record(z.string(), z.number()) });

export type Totals = z.infer<typeof totals>;

export const reportOf = <Row extends z.ZodMiniType>(row: Row) =>
  z.object({
    rows: list(row),
    totals,
    /** Give it to the next call; absent when all was looked at. Totals of several calls are added up. */
    next: z.optional(z.string()),
  });
