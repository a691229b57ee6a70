import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { closed, list, text } from '../fields.ts';
import { API, api, TARGET } from './change-fields.ts';
import { shownGroup } from './shown-group.ts';

export const targetGroupsListCommand = declare({
  name: 'target groups list',
  summary: 'Lists the groups of a target, with their members counted, and says which of them the configuration uses.',
  input: closed({ target: text, api }),
  output: z.object({ target: z.string(), groups: list(shownGroup) }),
  changes: false,
  arguments: [TARGET, API],
  examples: [{ input: { target: 'atlan-prod' }, says: 'which groups there are' }],
  runbook: {
    ...READS_TARGET,
    trigger: 'A worker waits for a group that the target lacks; or you want to know a group’s exact name.',
    checks: 'None.',
    verification: 'It lists the groups as the target shows them now.',
  },
});
