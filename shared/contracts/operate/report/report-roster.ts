import * as z from 'zod/mini';

import { staffRows } from '../baseline/staff-row.ts';
import { declare, READS_ONLY } from '../command.ts';
import { at, closed, list, text } from '../fields.ts';
import { CURSOR_ARGUMENT } from './report-fields.ts';

/** In the order in which they are listed, the most important first. */
const STATES = ['missing', 'elsewhere', 'unknown', 'ended', 'differs'] as const;

/** One difference between HR's list and what HR's events said. */
const row = z.object({
  /**
   * `missing`: a worker who has access, or is to have it, and whom the list does not have. `elsewhere`: the same of one who works here by
   * another connection's word too. `unknown`: a row of the list, and no worker has its id. `ended`: a row whose worker HR's events,
   * or an operator, ended. `differs`: a row that says something else than HR's events did.
   */
  state: z.enum(STATES),
  /** Of `unknown` it is a worker who has the row's work e-mail under another id. */
  workerKey: z.optional(z.string()),
  /** Of `missing` and `elsewhere`: by which the worker works here. */
  sourceKeys: z.optional(list(z.string())),
  /** Of `missing` and `elsewhere`: the first day, where HR stated one. */
  since: z.optional(z.string()),
  /** Of `missing` and `elsewhere`: where an account of theirs can sign in, or may be invited, by the last sweep. */
  targets: z.optional(list(z.string())),
  /** Counted from 1, without the line that names the columns. */
  row: z.optional(z.number()),
  sourceWorkerId: z.optional(z.string()),
  /** Of `ended`. */
  endedAt: z.optional(at),
  /** Of `differs`, by name; `startDate` where HR's events have no start that has begun. */
  attributes: z.optional(list(z.string())),
});

export type RosterRow = z.infer<typeof row>;

/** The rows with the most important first. */
export const inRosterOrder = (rows: readonly RosterRow[]): readonly RosterRow[] =>
  rows.toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));

/** Whether the list lacks more than a third of the workers who have access, so that it is plausibly not whole. */
export const lacksMany = (access: number, rows: readonly RosterRow[]): boolean =>
  rows.filter(({ state }) => state === 'missing').length * 3 > access;

export const reportRosterCommand = declare({
  name: 'report roster',
  summary:
    'Compares HR’s full list of those who work there now with what HR’s events said: possibly leavers and joiners whose event was lost. Ends nothing.',
  input: closed({
    connection: text,
    staff: staffRows,
    after: z.optional(z.string('must be text').check(z.regex(/^\d{1,9}$/, 'must be a whole number'))),
    cursor: z.optional(text),
  }),
  output: z.object({
    connection: z.string(),
    /** How many rows of the list were compared. */
    compared: z.number(),
    /** How many workers of the connection have access, or are to have it; those under `elsewhere` are not among them. */
    access: z.number(),
    rows: list(row),
    /** The list lacks more than a third of the workers whom this call counted. */
    mayBeIncomplete: z.boolean(),
    /** Where only a later part of a list was compared: the workers whom it has. They are not missing. */
    listed: z.optional(list(z.string())),
    /** Give it to the next call; absent when all was looked at. Counts of several calls are added up. */
    next: z.optional(z.string()),
  }),
  changes: false,
  arguments: [
    {
      field: 'staff',
      as: 'positional',
      describe:
        'on a command line a CSV file, as baseline import takes it; elsewhere a table in JSON: a list of lists of text, the first of which names the columns',
    },
    {
      field: 'connection',
      as: 'option',
      describe: 'the connection whose list it is; workers whom only other connections know are left out',
      names: 'connection',
    },
    {
      field: 'after',
      as: 'option',
      describe:
        'for a list too long for one call: how many of its rows were compared in earlier calls; then only rows are compared, and who is in them is `listed`',
    },
    CURSOR_ARGUMENT,
  ],
  examples: [
    {
      input: {
        connection: 'hr',
        staff: '[["sourceWorkerId","startDate"],["67890","2021-05-01"]]',
      },
      says: 'whom HR’s list does not have, and whom we do not know',
    },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'Deliveries of HR were lost, or an HR system sends nothing any more; and from time to time, to be sure.',
    checks:
      'The list is whole: everyone who works there now, with HR’s own ids, of one HR system. It was exported just now, and `status` shows no events that are still being processed.',
    verification:
      'No row is missing, unknown or ended. Look at each missing worker with `explain`, and ask HR; absence from a list ends nothing by itself.',
  },
});
