import { declare } from '../command.ts';
import { CHANGING, changedGroup, changing, GROUP, TARGET } from './change-fields.ts';

export const targetGroupsDeleteCommand = declare({
  name: 'target groups delete',
  summary:
    'Deletes a group of a target for good. Refused for a group that the configuration uses, that is protected, or that another system manages. Without go it says what it would do.',
  input: changing({}),
  output: changedGroup,
  changes: true,
  changesOnlyWith: 'go',
  arguments: [TARGET, GROUP, ...CHANGING],
  examples: [
    { input: { target: 'atlan-prod', group: 'old_project', reason: 'the project ended' }, says: 'what it would do' },
    { input: { target: 'atlan-prod', group: 'old_project', reason: 'the project ended', go: true }, says: 'delete it' },
  ],
  look: { command: 'target groups show', fields: ['target', 'group'] },
  runbook: {
    trigger: 'A group is left over, and nothing is given by it any more.',
    blastRadius: 'Every member loses what the group gave, at once, workers and others alike.',
    checks: '`target groups show` shows whom it concerns and what it gives; ask the owner of the group.',
    verification: 'It answers verified, and `target groups list` does not show the group.',
    wayBack: 'None: a group of the same name has another id, no members, and gives nothing.',
  },
});
