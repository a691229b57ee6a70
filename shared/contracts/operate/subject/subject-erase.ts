import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { at, closed, list, text } from '../fields.ts';

export const subjectEraseCommand = declare({
  name: 'subject erase',
  summary:
    'Shows what would be erased of a worker who has left; with `--go` erases it for good: the events, the attributes, the addresses, HR’s ids, the payloads of the receipts and their salt.',
  input: closed({
    worker: text,
    reason: z.optional(text),
    go: z.optional(z.boolean('must be true or false')),
  }).check(
    z.refine(({ go, reason }) => !go || reason !== undefined, { error: 'is needed to erase', path: ['reason'] }),
  ),
  output: z.object({
    workerKey: z.string(),
    /** Nothing was erased; this is what would be. */
    dryRun: z.boolean(),
    /** When it was erased; also by an earlier call. */
    erasedAt: z.optional(at),
    events: z.number(),
    payloads: z.number(),
    sourceKeys: z.number(),
    addresses: z.number(),
    /** Records of accounts that are gone from their target. */
    accounts: z.number(),
    /** Accounts that are still on their target, which keeps names and addresses itself: delete them there, then erase again. */
    stillThere: list(z.object({ target: z.string(), accountId: z.string() })),
  }),
  changes: true,
  changesOnlyWith: 'go',
  arguments: [
    { field: 'worker', as: 'positional', describe: 'the worker key', names: 'worker' },
    { field: 'reason', as: 'option', describe: 'why, without a name; it is kept; needed with --go' },
    { field: 'go', as: 'switch', describe: 'erase it for good; without it nothing is changed' },
  ],
  examples: [
    { input: { worker: '7b1e0c1c' }, says: 'whether this worker can be erased, and what that would be' },
    { input: { worker: '7b1e0c1c', reason: 'request 2026-114', go: true }, says: 'erase it for good' },
  ],
  look: { command: 'subject erase', fields: ['worker'] },
  runbook: {
    trigger:
      'A person who has left asks for the erasure of their data, or the time is over for which your company keeps it.',
    blastRadius:
      'One worker, of whom only ids are left: what HR said, and what receipts say of a person, is gone for good. No access changes. A person who is hired again is a new worker.',
    checks:
      '`subject export` first, where a copy is asked for. The answer without `--go`: it is refused while the worker works here or will, while access has not ended on every target, and while a hold is open. HR’s system sends this person no more.',
    verification:
      '`subject export` shows a worker without events, addresses and payloads. `receipts verify` of an export counts the payloads as erased, and finds no fault. After an answer with accounts that are still there: delete them on the target, and run it again after the next sweep.',
    wayBack: 'There is none. Backups of the table keep the data until they expire (35 days).',
  },
});
