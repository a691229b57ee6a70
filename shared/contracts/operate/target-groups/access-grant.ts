import { declare } from '../command.ts';
import { text } from '../fields.ts';
import { CHANGING, changedGroup, changing, GROUP, TARGET } from './change-fields.ts';
import { ROLE_ON_RESOURCE } from './role-on-resource.ts';

export const targetGroupsAccessGrantCommand = declare({
  name: 'target groups access grant',
  summary: 'Gives all members of a group a role on a resource of the target. Without go it says what it would do.',
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
        reason: 'the new site is open to all',
      },
      says: 'what it would do',
    },
  ],
  look: { command: 'target groups access list', fields: ['target', 'group'] },
  runbook: {
    trigger: 'A group is to give its members a product.',
    blastRadius: 'Every member gets the role; each may need a seat of the product’s licence.',
    checks: '`target groups show` shows whom it concerns.',
    verification: 'It answers verified, and `target groups access list` shows the role.',
    wayBack: '`target groups access revoke` with the same resource and role.',
  },
});
