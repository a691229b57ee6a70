import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { at, closed, list, text } from '../fields.ts';
import { isWhole, SELECTOR, SELECTOR_ARGUMENTS, saysWhom, waysOf } from '../worker-selector.ts';

const ended = z.object({
  target: z.string(),
  mode: z.string(),
  /**
   * `ended`: disabled or absent, read back. `pending`: an invitee, who is disabled once they accept. `reduced`: role and groups are
   * gone, they can still sign in; with `lookAt` it is tried again. `refused`: a guard or a switch holds it. `unreachable`: not known to be done; it is tried again.
   */
  result: z.enum(['ended', 'pending', 'reduced', 'refused', 'unreachable']),
  because: z.string(),
  /** As they were read last. */
  accounts: list(z.object({ id: z.string(), state: z.string() })),
  lookAt: z.optional(at),
  holdId: z.optional(z.string()),
  note: z.optional(z.string()),
});

export const disableCommand = declare({
  name: 'disable',
  summary:
    'Ends one worker’s access on every target at once, and keeps it ended, whatever HR says, until an operator lifts the override. Mode, limits and a closed gate do not stop it.',
  input: closed({
    ...SELECTOR,
    account: z.optional(text),
    target: z.optional(text),
    reason: text,
    evenProtected: z.optional(z.boolean('must be true or false')),
    despiteSwitch: z.optional(z.boolean('must be true or false')),
  }).check(
    z.refine(
      ({ account, target, ...whom }) =>
        account === undefined
          ? target === undefined && saysWhom(whom)
          : target !== undefined && waysOf(whom) === 0 && isWhole(whom),
      'must name the worker or account in one way: worker, source, connection with sourceWorkerId, email, or account with target',
    ),
  ),
  output: z.object({
    workerKey: z.string(),
    overrideId: z.string(),
    targets: list(ended),
  }),
  changes: true,
  arguments: [
    { field: 'target', as: 'positional', describe: 'the target of the account', names: 'target' },
    ...SELECTOR_ARGUMENTS,
    {
      field: 'account',
      as: 'option',
      describe: 'the id of an account, with target; also an account that belongs to no worker',
      names: 'account',
    },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the override' },
    { field: 'evenProtected', as: 'switch', describe: 'also end protected accounts; raises an alarm' },
    {
      field: 'despiteSwitch',
      as: 'switch',
      describe: 'override an active pause of writes or removals; raises an alarm',
    },
  ],
  examples: [
    {
      input: { email: 'ada@example.com', reason: 'a stolen laptop, as security asked' },
      says: 'end this person’s access now',
    },
    {
      input: { account: '0d3f6a52', target: 'atlan-prod', reason: 'the owner is not known', despiteSwitch: true },
      says: 'end one account that belongs to no worker, and override an active pause',
    },
  ],
  atOnce: true,
  look: { command: 'find', fields: Object.keys(SELECTOR), otherwise: 'status' },
  runbook: {
    trigger:
      'A worker’s access must end now, whatever HR says: a stolen laptop, a dismissal, a leaver whom HR has not reported.',
    blastRadius:
      'One worker, or one account, on every target. They cannot sign in until the override is lifted. Protected accounts and active pauses stop it, unless you give `--even-protected` or `--despite-switch`.',
    checks:
      'It is the right person: `find` by the exact e-mail or HR’s id. Another person can take over what only this worker operates.',
    verification:
      'Every target says `ended`. `pending` means that the account ends when the person accepts the invitation. `reduced`, `refused` and `unreachable` mean that the person can still sign in; the answer gives the reason and the time of the next try.',
    wayBack: '`override lift` with the `overrideId` of the answer: HR’s facts and the rules decide again.',
  },
});

export type Ended = z.infer<typeof ended>;
