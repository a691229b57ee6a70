import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { closed, list } from '../fields.ts';
import { API, GROUP, oneGroup, TARGET } from './change-fields.ts';
import { shownAccess } from './shown-group.ts';

export const targetGroupsAccessListCommand = declare({
  name: 'target groups access list',
  summary: 'Lists what membership in a group gives: roles on resources of the target.',
  input: closed(oneGroup),
  output: z.object({ target: z.string(), group: z.string(), access: list(shownAccess) }),
  changes: false,
  arguments: [TARGET, GROUP, API],
  examples: [{ input: { target: 'atlassian', group: 'jira-users' }, says: 'what this group gives' }],
  runbook: {
    ...READS_TARGET,
    trigger: 'A worker is in the group, and cannot use the product.',
    checks: 'None. Only some providers say it by their interface.',
    verification: 'It lists a role for each resource, or nothing.',
  },
});
