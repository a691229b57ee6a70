import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, instant, list, text } from '../fields.ts';

const RATES = ['1', '2', '3', '4', '5'] as const;

export const dlqRedriveCommand = declare({
  name: 'dlq redrive',
  summary:
    'Lists the parked messages that would be sent again: all, one, or those of an error class. With go it sends them, slowly, and stops at the first failure of an error class that was not there before.',
  input: closed({
    class: z.optional(text),
    id: z.optional(text),
    go: z.optional(z.boolean('must be true or false')),
    dryRun: z.optional(z.boolean('must be true or false')),
    rate: z.optional(z.enum(RATES, `must be ${RATES[0]} to ${RATES.at(-1)}`)),
    cursor: z.optional(instant),
  }).check(
    z.refine((input) => input.class === undefined || input.id === undefined, {
      error: 'is not needed with an id',
      path: ['class'],
    }),
    z.refine(({ go, dryRun }) => !(go && dryRun), { error: 'is the opposite of go', path: ['dryRun'] }),
  ),
  output: z.object({
    /** Nothing was sent; this is what would be. */
    dryRun: z.boolean(),
    /** What would be sent, or was sent by this call; of many the first hundred. */
    letters: list(z.object({ id: z.string(), class: z.string(), because: z.string(), group: z.string() })),
    /** How many that are. */
    count: z.number(),
    /** How many were parked since the run began: what was sent may be among them. */
    cameBack: z.number(),
    /** Why it stopped before all were sent. */
    stopped: z.optional(z.string()),
    /** False when time ran out before the whole queue was looked at. */
    complete: z.boolean(),
    /** Give it to the next call, which continues; absent when nothing is left. */
    next: z.optional(z.string()),
  }),
  changes: true,
  arguments: [
    {
      field: 'class',
      as: 'option',
      describe: 'only those of this error class, as dlq list names it',
      names: 'error-class',
    },
    { field: 'id', as: 'option', describe: 'only this one', names: 'lying-message' },
    { field: 'go', as: 'switch', describe: 'send them; without it nothing is sent' },
    { field: 'dryRun', as: 'switch', describe: 'send nothing; this is also the default without go' },
    { field: 'rate', as: 'option', describe: 'how many a second at most, 1 to 5; 2 when absent' },
    { field: 'cursor', as: 'option', describe: 'the `next` of the previous call, if one call was not enough' },
  ],
  examples: [
    { input: {}, says: 'what would be sent again' },
    {
      input: { class: 'the-table-did-not-answer', go: true },
      says: 'send again the messages whose reason is fixed',
    },
    {
      input: { id: '6f4d7c1e-9f0a-4b8e-8d55-2f1f7f3a90c1', go: true },
      says: 'send one again, to see whether it comes through',
    },
  ],
  look: { command: 'dlq redrive', fields: ['class', 'id'] },
  runbook: {
    trigger: 'The cause of the failures is fixed: the reason in `dlq list` no longer applies.',
    blastRadius:
      'The workers named in the messages are checked again. A message carries only what HR sent, so an old message does not change newer facts. A message that fails again is parked again, and the first failure of a new error class stops the run.',
    checks:
      '`dlq list` by class, `dlq show` of one of them, and a run without `--go`, which lists what would be sent. Try one by its id first.',
    verification:
      'The messages are gone from `dlq list`, and `explain` of one of the workers shows the event as recorded.',
    wayBack:
      'There is nothing to undo: the messages carry what HR sent. Messages that fail again are in `dlq list` as before.',
  },
});
