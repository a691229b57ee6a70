import * as z from 'zod/mini';

import { declare, READS_TARGET } from '../command.ts';
import { closed, text } from '../fields.ts';
import { API, api, TARGET } from './change-fields.ts';

export const targetGroupsStatsCommand = declare({
  name: 'target groups stats',
  summary: 'Shows a target’s own figures about its groups, by its own names.',
  input: closed({ target: text, api }),
  output: z.object({ target: z.string(), figures: z.record(z.string(), z.number()) }),
  changes: false,
  arguments: [TARGET, API],
  examples: [{ input: { target: 'atlassian' }, says: 'how many groups of which kind there are' }],
  runbook: {
    ...READS_TARGET,
    trigger: 'You want to know how many groups an identity provider fills.',
    checks: 'None. Only some providers have such figures.',
    verification: 'It shows figures; their sum need not be the number of groups.',
  },
});
