import { defineConfig } from '../shared/contracts/config/define-config.ts';

/**
 * An invented company with targets of three providers. Copy what you need into lifecycle.config.ts; `npm run -s atlan-lifecycle -- config check`
 * reads it. Each target has a secret of its own: {"baseUrl": "https://…", "token": "…"}.
 */
export default defineConfig({
  connections: {
    hr: { kind: 'standard-webhooks', defaultTimeZone: 'Europe/Berlin' },
  },

  targets: {
    'atlan-prod': {
      provider: 'atlan',
      allowedEmailDomains: ['example.com'],
      maxRole: '$member',
      groups: { Analytics: {}, 'Data Engineering': {} },
    },

    // an account of Unleash ends by being deleted: what it had is written down in the receipt
    flags: {
      provider: 'unleash',
      allowedEmailDomains: ['example.com'],
      maxRole: 'editor',
      unleash: { sendEmail: false },
      groups: {
        'DX team': {
          create: true,
          description: 'Who may change feature flags',
          mappingsSSO: ['SSOGroup1'],
          rootRole: 'viewer',
        },
      },
      protected: { emails: ['unleash-emergency@example.com'] },
    },

    // a role of Atlassian is a group that gives it: jira-users must be there, and give the product
    atlassian: {
      provider: 'atlassian',
      allowedEmailDomains: ['example.com'],
      atlassian: {
        orgId: '6f1ad0c2-0f5f-4c7e-9d5c-3a4b5c6d7e8f',
        directoryId: '9b2e4f60-1a3c-4d5e-8f70-a1b2c3d4e5f6',
        roleGroups: { user: 'jira-users' },
        managedAccounts: 'disable',
        apiKeyExpires: '2027-03-31',
      },
      groups: { 'dx-team': { create: true, description: 'Who builds the platform' } },
      idpGroups: ['all-staff'],
    },

    // any server that speaks SCIM 2.0
    wiki: {
      provider: 'scim',
      allowedEmailDomains: ['example.com'],
      scim: { profile: 'generic' },
      groups: { Engineers: { create: true } },
    },
  },

  rules: [
    {
      name: 'employees-read-data',
      target: 'atlan-prod',
      when: { attribute: 'workerType', equals: 'employee' },
      role: '$guest',
    },
    {
      name: 'engineers-edit-data',
      target: 'atlan-prod',
      when: { attribute: 'department', equals: 'Engineering' },
      role: '$member',
      groups: ['Data Engineering'],
    },
    {
      name: 'engineers-change-flags',
      target: 'flags',
      when: { attribute: 'department', equals: 'Engineering' },
      role: 'viewer',
      groups: ['DX team'],
    },
    {
      name: 'engineers-plan',
      target: 'atlassian',
      when: { attribute: 'department', equals: 'Engineering' },
      role: 'user',
      groups: ['dx-team'],
    },
    {
      name: 'engineers-write-pages',
      target: 'wiki',
      when: { attribute: 'department', equals: 'Engineering' },
      role: 'user',
      groups: ['Engineers'],
    },
  ],

  examples: [
    {
      name: 'Ada, an engineer',
      worker: { workEmail: 'ada@example.com', workerType: 'employee', department: 'Engineering' },
      startDate: '2026-03-01',
      today: '2026-10-01',
      expect: {
        'atlan-prod': { role: '$member', groups: ['Data Engineering'] },
        flags: { role: 'viewer', groups: ['DX team'] },
        atlassian: { role: 'user', groups: ['dx-team'] },
        wiki: { role: 'user', groups: ['Engineers'] },
      },
    },
    {
      name: 'Bob, who works in another department',
      worker: { workEmail: 'bob@example.com', workerType: 'employee', department: 'Legal' },
      startDate: '2026-03-01',
      today: '2026-10-01',
      expect: {
        'atlan-prod': { role: '$guest', groups: [] },
        flags: { role: null, groups: [] },
        atlassian: { role: null, groups: [] },
        wiki: { role: null, groups: [] },
      },
    },
  ],
});
