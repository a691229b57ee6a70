import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { closed, text } from '../fields.ts';
import { API, api, TARGET } from './change-fields.ts';

export const targetGroupsCountCommand = declare({
  name: 'target groups count',
  summary: 'Says how many groups a target counts.',
  input: closed({ target: text, api }),
  output: z.object({ target: z.string(), groups: z.number() }),
  changes: false,
  arguments: [TARGET, API],
  examples: [{ input: { target: 'atlan-prod' }, says: 'how many groups there are' }],
  runbook: {
    ...READS_TARGET,
    trigger: 'You doubt that a list of groups was complete.',
    checks: 'None.',
    verification: 'The number is that of `target groups list`.',
  },
});
