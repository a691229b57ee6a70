import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { plannedTarget } from '../explain/planned.ts';
import { closed, day, list, text } from '../fields.ts';
import { shownOverride } from './shown-override.ts';

export const undoCommand = declare({
  name: 'undo',
  summary:
    'Shows what a wrong ending took, and what comes back; with `--go` gives it back: access is kept against HR’s word until a day, and memberships that others had given are given again.',
  input: closed({
    receipt: text,
    until: z.optional(day),
    reason: z.optional(text),
    go: z.optional(z.boolean('must be true or false')),
  }).check(
    z.refine(({ go, reason }) => !go || reason !== undefined, { error: 'is needed to undo', path: ['reason'] }),
    z.refine(({ go, until }) => !go || until !== undefined, { error: 'is needed to undo', path: ['until'] }),
  ),
  output: z.object({
    receipt: z.string(),
    workerKey: z.string(),
    /** Nothing was changed; this is what would be. */
    dryRun: z.boolean(),
    /** What is stated, or would be, so that it comes back. */
    overrides: list(shownOverride),
    /** What is done next on each target. */
    targets: list(plannedTarget),
    /** What the ending took and what does not come back. */
    notGivenBack: list(
      z.object({
        target: z.string(),
        what: z.enum(['sign-in', 'role', 'group']),
        name: z.optional(z.string()),
        because: z.string(),
      }),
    ),
  }),
  changes: true,
  changesOnlyWith: 'go',
  arguments: [
    {
      field: 'receipt',
      as: 'positional',
      describe: 'a receipt of the ending, as explain names it: worker key, @, position',
      names: 'receipt',
    },
    {
      field: 'until',
      as: 'option',
      describe: 'the last day of the override, for instance 2026-12-31; needed with --go',
    },
    { field: 'reason', as: 'option', describe: 'why; it is kept with the override; needed with --go' },
    { field: 'go', as: 'switch', describe: 'give it back; without it nothing is changed' },
  ],
  examples: [
    { input: { receipt: '7b1e0c1c@12' }, says: 'what this ending took, and what would come back' },
    {
      input: {
        receipt: '7b1e0c1c@12',
        until: '2026-12-31',
        reason: 'HR ended the wrong person and corrects it',
        go: true,
      },
      says: 'give it back, and keep it until HR has corrected its word, at the latest until the day is over',
    },
  ],
  look: { command: 'undo', fields: ['receipt'] },
  runbook: {
    trigger: 'A worker lost access by an ending that HR should not have sent, and HR’s correction is not there yet.',
    blastRadius:
      'One worker: they can sign in again on every target where the rules give a role. If they have in fact left, a leaver can sign in.',
    checks:
      'HR says that the worker has not left, and will correct it. Read the answer without `--go`: what comes back, and what does not, with the reason.',
    verification:
      'Within minutes `explain` shows the accounts as converged, and receipts whose rule is the override. An answer with what does not come back: give that by hand, if it is due.',
    wayBack:
      'End the overrides in the answer with `override lift`: the access ends again if HR still says so. A membership that was given back stays with a worker who stays; remove it in the target.',
  },
});
