import { declare } from '../command.ts';
import { text } from '../fields.ts';
import { CHANGING, changedGroup, changing, GROUP, TARGET } from './change-fields.ts';
import { ROLE_ON_RESOURCE } from './role-on-resource.ts';

export const targetGroupsAccessRevokeCommand = declare({
  name: 'target groups access revoke',
  summary: 'Takes a role on a resource of the target from all members of a group. Without go it says what it would do.',
  input: changing({ resource: text, role: text }),
  output: changedGroup,
  changes: true,
  changesOnlyWith: 'go',
  arguments: [TARGET, GROUP, ...ROLE_ON_RESOURCE, ...CHANGING],
  examples: [
    {
      input: {
        target: 'atlassian',
        group: 'jira-users',
        resource: 'ari:cloud:jira::site/1',
        role: 'atlassian/user',
        reason: 'the site is closed',
      },
      says: 'what it would do',
    },
  ],
  look: { command: 'target groups access list', fields: ['target', 'group'] },
  runbook: {
    trigger: 'A group gives its members a product that they should not have.',
    blastRadius: 'Every member loses the role, unless another group gives it.',
    checks: '`target groups show` shows whom it concerns; `target groups access list` shows what the group gives now.',
    verification: 'It answers verified, and `target groups access list` shows the role no more.',
    wayBack: '`target groups access grant` with the same resource and role.',
  },
});
