import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { closed, list, text } from '../fields.ts';

export const baselineApplyCommand = declare({
  name: 'baseline apply',
  summary:
    'Takes over the accounts that a reviewed list calls managed, and nothing else; with `--go`. It writes nothing to the target.',
  input: closed({
    target: text,
    digest: text,
    reason: z.optional(text),
    go: z.optional(z.boolean('must be true or false')),
  }).check(
    z.refine(({ go, reason }) => !go || reason !== undefined, {
      error: 'is needed to take accounts over',
      path: ['reason'],
    }),
  ),
  output: z.object({
    target: z.string(),
    digest: z.string(),
    /** Accounts that this call took over, and those that are left. */
    adopted: z.number(),
    left: z.number(),
    /** Of those that are left: whose account is no longer as it was listed, with the reason. */
    changed: list(z.object({ account: z.string(), workerKey: z.string(), because: z.string() })),
    isDryRun: z.boolean(),
  }),
  changes: true,
  changesOnlyWith: 'go',
  arguments: [
    { field: 'target', as: 'positional', describe: 'the target', names: 'target' },
    {
      field: 'digest',
      as: 'positional',
      describe:
        'the digest that `baseline review` printed; on a command line also the file that its --csv wrote, which is compared row by row',
    },
    { field: 'reason', as: 'option', describe: 'why; the receipt keeps it; needed with --go' },
    { field: 'go', as: 'switch', describe: 'take them over; without it nothing is changed' },
  ],
  examples: [
    {
      input: { target: 'atlan-prod', digest: '3f2a9c0d41b87e65' },
      says: 'whether the list is still right, and how many it takes over',
    },
    {
      input: {
        target: 'atlan-prod',
        digest: '3f2a9c0d41b87e65',
        reason: 'the list was read and agreed',
        go: true,
      },
      says: 'take the accounts over',
    },
  ],
  look: { command: 'baseline apply', fields: ['target', 'digest'] },
  runbook: {
    trigger: 'The list of `baseline review` was read and agreed, and its target is in the mode observe.',
    blastRadius:
      'Every account that the list calls managed becomes this system’s to write. Nothing is written to the target before its mode is pilot or enforce.',
    checks:
      'The list was read to its end. Nothing in it is a surprise; what policy would do besides is what you want in the mode enforce.',
    verification:
      'The answer shows none left. After the next checks `report observe` shows only what policy would do besides.',
    wayBack:
      'Protect an account in the configuration: nothing is written to it then. Access that was not changed needs no undoing.',
  },
});
