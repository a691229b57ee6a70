import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { at, closed, list, text } from '../fields.ts';
import { CURSOR_ARGUMENT, reportOf } from '../report/report-fields.ts';

/** One thing that one worker loses on one target. */
const row = z.object({
  workerKey: z.string(),
  target: z.string(),
  /** `group`: the membership ends. `role`: it is lowered. `sign-in`: no rule gives a role any more, and a hold `no-role` asks about it. */
  state: z.enum(['group', 'role', 'sign-in']),
  /** The group, by its name in the configuration, or the role that goes. */
  what: z.string(),
  /** The role that is left. */
  to: z.optional(z.string()),
  /** The rule of the active policy that gives it. */
  rule: z.string(),
});

export const policyActivateCommand = declare({
  name: 'policy activate',
  summary:
    'Lists who loses what when the deployed policy becomes the active one; with `--go` activates it and makes every worker due.',
  input: closed({
    hash: text,
    reason: z.optional(text),
    go: z.optional(z.boolean('must be true or false')),
    cursor: z.optional(text),
  }).check(
    z.refine(({ go, reason }) => !go || reason !== undefined, { error: 'is needed to activate', path: ['reason'] }),
  ),
  output: z.extend(reportOf(row), {
    hash: z.string(),
    /** `waits`: the deployed policy is not the active one yet. */
    targets: list(z.object({ target: z.string(), hash: z.string(), policy: z.enum(['active', 'waits']), since: at })),
    /** Targets whose groups could not be read: the list may name memberships that a worker does not have. */
    unread: list(z.string()),
    /** How many workers this call made due. */
    madeDue: z.number(),
  }),
  changes: true,
  changesOnlyWith: 'go',
  arguments: [
    { field: 'hash', as: 'positional', describe: 'the hash of the deployed policy, as `status` prints it' },
    { field: 'reason', as: 'option', describe: 'why; the receipt keeps it; needed with --go' },
    { field: 'go', as: 'switch', describe: 'activate it; without it nothing is changed' },
    CURSOR_ARGUMENT,
  ],
  examples: [
    { input: { hash: '3f2a9c0d41b87e65' }, says: 'who would lose what, and by which rule they have it' },
    {
      input: { hash: '3f2a9c0d41b87e65', reason: 'the list was read and agreed with Data Platform', go: true },
      says: 'take it away',
    },
  ],
  look: { command: 'policy activate', fields: ['hash'] },
  runbook: {
    trigger: '`status` says that a deployed policy waits for its activation.',
    blastRadius:
      'Every worker in its list loses what the list names, within minutes, up to the limits on removals. Sign-in ends for none of them before an operator approves the hold no-role.',
    checks: 'The list, without `--go`, was read and agreed. Every worker in it should lose what it names.',
    verification: '`status` shows the policy as active. The receipts of the workers name what went.',
    wayBack: 'Deploy the previous configuration: what it gives is given again at once.',
  },
});

export type LossRow = z.infer<typeof row>;
