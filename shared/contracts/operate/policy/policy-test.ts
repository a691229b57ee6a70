import * as z from 'zod/mini';

import { declare, READS_ONLY } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { CURSOR_ARGUMENT, reportOf } from '../report/report-fields.ts';
import { policyText, proposedPolicy } from './proposed-policy.ts';

/** One thing that one worker would gain or lose on one target. */
const row = z.object({
  workerKey: z.string(),
  target: z.string(),
  /** `locked-out`: no rule would give a role any more, so that all access on the target goes. */
  state: z.enum(['gains', 'loses', 'locked-out']),
  what: z.enum(['role', 'group']),
  /** The role or the group, by its name in the configuration. */
  name: z.string(),
  /** Of a role that is gained the one before, of one that is lost the one that is left. */
  other: z.optional(z.string()),
  /** The rule that gives it: of what is gained a proposed one, of what is lost one of today. */
  rule: z.string(),
});

export type DifferenceRow = z.infer<typeof row>;

export const policyTestCommand = declare({
  name: 'policy test',
  summary:
    'Tries a proposed configuration file on all who work here now: who would gain what and who would lose what, by which rule. Changes nothing, and asks no target.',
  input: closed({ policy: proposedPolicy, cursor: z.optional(text) }),
  output: z.extend(reportOf(row), {
    /** Targets that only the proposed configuration has: what it gives there is not shown. */
    added: list(z.string()),
    /** Targets that it no longer has: their accounts would be looked after no more. */
    removed: list(z.string()),
  }),
  changes: false,
  arguments: [
    {
      field: 'policy',
      as: 'positional',
      describe:
        'the proposed configuration file, of which only the policy is sent; in a request the policy as JSON, which may stand in base64url',
    },
    CURSOR_ARGUMENT,
  ],
  examples: [
    {
      input: {
        policy: policyText({
          targets: { flags: { provider: 'unleash', maxRole: 'Editor', groups: {}, idpGroups: [] } },
          lists: {},
          rules: [{ name: 'everyone', target: 'flags', when: { always: true }, role: 'Viewer' }],
        }),
      },
      says: 'what would change if everyone were a viewer and in no group',
    },
  ],
  runbook: {
    ...READS_ONLY,
    trigger: 'Before a changed policy is deployed.',
    checks:
      'The file passes `config check`. Its rules are tried on the facts and overrides of this moment; a rule that cannot be decided for a worker neither gives nor takes.',
    verification:
      'Each row names worker, target, what, and the rule. The exit code is 1 where someone would be locked out: no rule would give them a role any more.',
  },
});
