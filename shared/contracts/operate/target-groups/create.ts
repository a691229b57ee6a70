import * as z from 'zod/mini';

import { declare } from '../command.ts';
import { text } from '../fields.ts';
import { CHANGING, changedGroup, changing, TARGET } from './change-fields.ts';

export const targetGroupsCreateCommand = declare({
  name: 'target groups create',
  summary: 'Makes a group on a target, or finds that it is there already. Without go it says what it would do.',
  input: changing({ description: z.optional(text) }),
  output: changedGroup,
  changes: true,
  changesOnlyWith: 'go',
  arguments: [
    TARGET,
    { field: 'group', as: 'positional', describe: 'the name that people will see' },
    { field: 'description', as: 'option', describe: 'what the group is for' },
    ...CHANGING,
  ],
  examples: [
    {
      input: { target: 'atlan-prod', group: 'Finance readers', reason: 'asked for by the finance team' },
      says: 'what it would do',
    },
    {
      input: { target: 'atlan-prod', group: 'Finance readers', reason: 'asked for by the finance team', go: true },
      says: 'make the group',
    },
  ],
  look: { command: 'target groups list', fields: ['target'] },
  runbook: {
    trigger:
      'A worker waits for a group: policy names one that the target lacks, and its catalogue entry does not let this system make it. `explain` of the worker says so.',
    blastRadius: 'One new group without members. Workers whom policy puts into it are put into it at their next look.',
    checks: '`target groups list` shows no group of this name, also in another spelling.',
    verification: 'It answers verified, and `target groups list` shows the group.',
    wayBack: '`target groups delete`, unless policy uses the group by now.',
  },
});
