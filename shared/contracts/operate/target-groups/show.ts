import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { closed, list } from '../fields.ts';
import { API, GROUP, oneGroup, TARGET } from './change-fields.ts';
import { shownAccess, shownGroup } from './shown-group.ts';

export const targetGroupsShowCommand = declare({
  name: 'target groups show',
  summary: 'Shows one group of a target: who decides who is in it, its members, and what membership gives.',
  input: closed(oneGroup),
  output: z.object({
    target: z.string(),
    group: shownGroup,
    managedBy: z.enum(['us', 'identity-provider', 'product']),
    description: z.optional(z.string()),
    /** By the target's own field names. */
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    members: list(z.object({ id: z.string(), email: z.optional(z.string()), state: z.optional(z.string()) })),
    /** Absent where the target does not say. */
    access: z.optional(list(shownAccess)),
  }),
  changes: false,
  arguments: [TARGET, GROUP, API],
  examples: [{ input: { target: 'atlan-prod', group: 'finance_readers' }, says: 'who is in this group' }],
  runbook: {
    ...READS_TARGET,
    trigger: 'You want to know who is in a group, or who decides that.',
    checks: 'None. The answer names people: do not copy it to where others can read it.',
    verification: 'The number of members is the one that the target shows on its own pages.',
  },
});
