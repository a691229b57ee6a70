import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { at, closed, list, text } from '../fields.ts';
import { isWhole, SELECTOR, SELECTOR_ARGUMENTS, saysWhom, waysOf } from '../worker-selector.ts';

const ended = z.object({
  target: z.string(),
  mode: z.string(),
  /**
   * `ended`: disabled or absent, read back. `pending`: an invitee, who is disabled once they accept. `reduced`: role and groups are
   * gone, they can still sign in. `refused`: a guard or a switch holds it. `unreachable`: not known to be done; it is tried again.
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
    'Ends somebody’s access on every target at once, and keeps it ended whatever HR says until the override is lifted. Mode, limits and a closed gate do not hold it.',
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
      'must say whom in one way: worker, source, connection with sourceWorkerId, email, or account with target',
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
      describe: 'the id of an account, with target, also one that no worker holds',
      names: 'account',
    },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the override' },
    { field: 'evenProtected', as: 'switch', describe: 'accounts that are protected too; rings an alarm' },
    { field: 'despiteSwitch', as: 'switch', describe: 'although writes or removals are paused; rings an alarm' },
  ],
  examples: [
    {
      input: { email: 'ada@example.com', reason: 'a stolen laptop, as security asked' },
      says: 'end this person’s access now',
    },
    {
      input: { account: '0d3f6a52', target: 'atlan-prod', reason: 'the owner is not known', despiteSwitch: true },
      says: 'end one account that no worker holds, although writes are paused',
    },
  ],
  atOnce: true,
  look: { command: 'find', fields: Object.keys(SELECTOR), otherwise: 'status' },
  runbook: {
    trigger:
      'Somebody’s access must end now, whatever HR says: a stolen laptop, a dismissal, a leaver whom HR has not reported.',
    blastRadius:
      'One worker, or one account, on every target. They cannot sign in until the override is lifted. Protected accounts and pauses are respected unless told otherwise.',
    checks: 'It is the right person: `find` by the exact e-mail or HR’s id. What they alone operate has somebody else.',
    verification:
      'Every target says `ended`. `pending` ends on acceptance; for `reduced`, `refused` or `unreachable` the reason stands beside it, with when it is tried again, and the person can still sign in.',
    wayBack: '`override lift` with the `overrideId` of the answer: HR’s facts and the rules decide again.',
  },
});

export type Ended = z.infer<typeof ended>;
