import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, instant, list, text } from '../fields.ts';

const RATES = ['1', '2', '3', '4', '5'] as const;

export const dlqRedriveCommand = declare({
  name: 'dlq redrive',
  summary:
    'Says which parked messages would be sent again, all, one, or those of an error class; with go, sends them, slowly, and stops at the first failure of a class that was not there before.',
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
    /** Give it to the next call, which goes on; absent when there is nothing to go on with. */
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
    { field: 'dryRun', as: 'switch', describe: 'send nothing, which is so without go as well' },
    { field: 'rate', as: 'option', describe: 'how many a second at most, 1 to 5; 2 when absent' },
    { field: 'cursor', as: 'option', describe: 'the `next` of the call before, where one call was not enough' },
  ],
  examples: [
    { input: {}, says: 'what would be sent again' },
    {
      input: { class: 'the-table-did-not-answer', go: true },
      says: 'send again what failed for a reason that is mended',
    },
    {
      input: { id: '6f4d7c1e-9f0a-4b8e-8d55-2f1f7f3a90c1', go: true },
      says: 'send one again, to see whether it comes through',
    },
  ],
  look: { command: 'dlq redrive', fields: ['class', 'id'] },
  runbook: {
    trigger: 'What made messages fail is mended: the reason in `dlq list` no longer holds.',
    blastRadius:
      'The workers whom the messages are about are looked at again. A message says only what HR said, so an old one changes nothing that is newer. What fails again is parked again, and the first new kind of failure stops the run.',
    checks:
      '`dlq list` by class, `dlq show` of one of them, and a run without `--go`, which lists what would be sent. Try one by its id first.',
    verification:
      'The messages are gone from `dlq list`, and `explain` of one of the workers shows the event as recorded.',
    wayBack:
      'There is nothing to take back: what was sent again is what HR had said. Messages that fail again are in `dlq list` as before.',
  },
});
