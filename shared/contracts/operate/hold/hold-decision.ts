import * as z from 'zod/mini';
import { cohortText } from '../cohort-field.ts';
import type { Argument } from '../command.ts';
import { at, list, text } from '../fields.ts';
import { holdKind } from './hold-kinds.ts';
import { shownHold } from './shown-hold.ts';

const ARGUMENTS: readonly Argument[] = [
  {
    field: 'hold',
    as: 'positional',
    describe: 'the id of the hold; absent where you decide about many',
    names: 'hold',
  },
  { field: 'kind', as: 'option', describe: 'instead of one hold all open holds of this kind, as hold list names it' },
  {
    field: 'cohort',
    as: 'option',
    describe: 'of these only those of the workers of one department, location or connection, as department=Sales',
  },
  {
    field: 'expect',
    as: 'option',
    describe:
      'decide about all that were shown, if they are exactly so many at that moment; without it they are only shown',
  },
  { field: 'reason', as: 'option', describe: 'why; it is kept with each hold; needed to decide' },
];

/** One of many holds: who (`workerKey`), what (`kind`, on which target) and why, and what became of it. */
const row = z.object({
  hold: z.string(),
  workerKey: z.string(),
  target: z.string(),
  kind: z.string(),
  since: at,
  because: z.string(),
  /** `open`: nothing was decided. `refused`: `problem` says why it could not be decided. */
  state: z.enum(['open', 'decided', 'refused']),
  problem: z.optional(z.string()),
});

const many = z.object({
  /** How many matched when this call began. */
  count: z.number(),
  /** Those that matched, where nothing was decided; else those that this call decided, or could not. */
  rows: list(row),
  /** How many of them this call did not reach: ask again and expect as many as still match. */
  left: z.number(),
});

export type DecidedRow = z.infer<typeof row>;
export type ManyHolds = z.infer<typeof many>;

interface Asked {
  readonly hold?: string | undefined;
  readonly reason?: string | undefined;
  readonly kind?: string | undefined;
  readonly cohort?: string | undefined;
  readonly expect?: string | undefined;
}

/** What both decisions about holds have in common. */
export const HOLD_DECISION = {
  fields: {
    hold: z.optional(text),
    kind: z.optional(holdKind),
    cohort: z.optional(cohortText),
    expect: z.optional(z.string('must be text').check(z.regex(/^[1-9]\d{0,4}$/, 'must be a number from 1 to 99999'))),
    reason: z.optional(text),
  },
  checks: [
    z.refine<Asked>(
      ({ hold, kind }) => (hold === undefined) !== (kind === undefined),
      'must name what you decide about in one way: hold, kind',
    ),
    z.refine<Asked>(
      ({ kind, cohort, expect }) => kind !== undefined || (cohort === undefined && expect === undefined),
      {
        error: 'is needed with cohort and with expect',
        path: ['kind'],
      },
    ),
    z.refine<Asked>(({ hold, expect, reason }) => reason !== undefined || (hold ?? expect) === undefined, {
      error: 'is needed to decide',
      path: ['reason'],
    }),
  ],
  /** Of one hold, or of many. */
  output: z.union([z.object({ hold: shownHold }), many]),
  arguments: ARGUMENTS,
  look: { command: 'hold show', fields: ['hold'], otherwise: 'hold list' },
} as const;
