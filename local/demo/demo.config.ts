import { defineConfig } from '../../shared/contracts/config/define-config.ts';

/**
 * The invented company of the demo, whole: nothing of it depends on lifecycle.config.ts, which is yours. It is small, and all of it joins in
 * one morning, which the usual limit for letting people in would stop.
 */
export default defineConfig({
  connections: {
    hr: { kind: 'standard-webhooks', toleranceSeconds: 300, defaultTimeZone: 'Europe/Berlin' },
    events: { kind: 'canonical' },
    // one of the joiners comes from here
    people: { kind: 'bamboohr', defaultTimeZone: 'Europe/Berlin' },
  },

  targets: {
    'atlan-prod': {
      provider: 'atlan',
      allowedEmailDomains: ['example.com'],
      maxRole: '$member',
      groups: {
        'Data Engineering': {},
        Analytics: {},
        'Finance Reporting': {},
        'Data Governance': {},
        Newcomers: { create: true },
      },
      idpGroups: ['All Staff'],
      protected: { emails: ['atlan-emergency@example.com'], globs: ['svc-*'] },
      pilot: { attribute: 'department', equals: 'Data Platform' },
      limits: { leavers: { min: 3, percent: 5 }, grants: { min: 200 } },
    },
    'atlan-sandbox': {
      provider: 'atlan',
      allowedEmailDomains: ['example.com'],
      maxRole: '$admin',
      groups: { Experiments: { create: true } },
      requestsPerMinute: 60,
      sweepMinutes: 15,
    },
    flags: {
      provider: 'unleash',
      allowedEmailDomains: ['example.com'],
      groups: { Reliability: { create: true, description: 'Who is on call for the platform', rootRole: 'viewer' } },
      sweepMinutes: 15,
    },
    jira: {
      provider: 'atlassian',
      allowedEmailDomains: ['example.com'],
      atlassian: {
        orgId: '6f1ad0c2-0f5f-4c7e-9d5c-3a4b5c6d7e8f',
        directoryId: '9b2e4f60-1a3c-4d5e-8f70-a1b2c3d4e5f6',
        roleGroups: { user: 'jira-users' },
      },
      groups: { 'on-call': { create: true } },
      sweepMinutes: 15,
    },
  },

  // the colleagues of the demo began years ago, and HR says so only now
  access: { lateGrantDays: 'off' },

  operators: {
    'platform-on-call': { name: 'platform on call' },
    'mara@example.com': { name: 'Mara', worker: 'hr:1042' },
  },

  approvers: ['arn:aws:iam::111122223333:role/platform-approvers'],

  lists: {
    'finance-centres': ['CC-4100', 'CC-4110', 'CC-4200'],
  },

  // Rules only add. Their order means nothing; the highest role counts, up to the target's maxRole.
  rules: [
    {
      name: 'employees-read',
      target: 'atlan-prod',
      when: { attribute: 'workerType', equals: 'employee' },
      role: '$guest',
    },
    {
      name: 'data-people-edit',
      target: 'atlan-prod',
      when: {
        all: [
          { attribute: 'workerType', oneOf: ['employee', 'contractor'] },
          { attribute: 'department', oneOf: ['Data Platform', 'Analytics'] },
        ],
      },
      role: '$member',
    },
    {
      name: 'engineers',
      target: 'atlan-prod',
      when: {
        all: [
          { attribute: 'department', equals: 'Data Platform' },
          { attribute: 'jobTitle', glob: '*engineer*' },
        ],
      },
      groups: ['Data Engineering'],
    },
    {
      name: 'analysts',
      target: 'atlan-prod',
      when: { attribute: 'department', equals: 'Analytics' },
      groups: ['Analytics'],
    },
    {
      name: 'finance',
      target: 'atlan-prod',
      when: { attribute: 'costCenter', inList: 'finance-centres' },
      groups: ['Finance Reporting'],
    },
    {
      name: 'governance',
      target: 'atlan-prod',
      when: {
        any: [
          { attribute: 'jobTitle', prefix: 'Data Steward' },
          // the head of governance and all who report there
          { attribute: 'employeeNumber', equals: '1007' },
          { attribute: 'managerSourceWorkerId', equals: '1007' },
        ],
      },
      role: '$member',
      groups: ['Data Governance'],
    },
    {
      name: 'autumn-intake',
      target: 'atlan-prod',
      when: { date: 'startDate', from: '2026-09-01', until: '2026-11-30' },
      groups: ['Newcomers'],
    },
    {
      name: 'sandbox-experiments',
      target: 'atlan-sandbox',
      when: {
        all: [
          { attribute: 'department', equals: 'Data Platform' },
          { not: { attribute: 'workerType', equals: 'intern' } },
        ],
      },
      role: '$member',
      groups: ['Experiments'],
    },
    {
      name: 'flags-on-call',
      target: 'flags',
      when: { attribute: 'jobTitle', equals: 'Reliability Engineer' },
      role: 'editor',
      groups: ['Reliability'],
    },
    {
      name: 'jira-on-call',
      target: 'jira',
      when: { attribute: 'jobTitle', equals: 'Reliability Engineer' },
      role: 'user',
      groups: ['on-call'],
    },
    {
      name: 'sandbox-administrators',
      target: 'atlan-sandbox',
      when: { attribute: 'jobTitle', equals: 'Platform Engineer' },
      role: '$admin',
    },
  ],

  // Invented workers, and what the rules above should give them. A change of the rules that breaks one of these is refused.
  examples: [
    {
      name: 'Mara, platform engineer',
      worker: {
        workEmail: 'mara@example.com',
        workerType: 'employee',
        department: 'Data Platform',
        jobTitle: 'Platform Engineer',
        costCenter: 'CC-2000',
        employeeNumber: '1042',
        managerSourceWorkerId: '1001',
      },
      startDate: '2024-03-01',
      today: '2026-10-01',
      expect: {
        'atlan-prod': { role: '$member', groups: ['Data Engineering'] },
        'atlan-sandbox': { role: '$admin', groups: ['Experiments'] },
      },
    },
    {
      name: 'Ines, an intern in the same department',
      worker: {
        workEmail: 'ines@example.com',
        workerType: 'intern',
        department: 'Data Platform',
        jobTitle: 'Intern',
        costCenter: 'CC-2000',
      },
      startDate: '2026-09-15',
      today: '2026-10-01',
      expect: {
        'atlan-prod': { role: null, groups: [] },
        'atlan-sandbox': { role: null, groups: [] },
      },
    },
    {
      name: 'Tomas, contractor and analyst',
      worker: {
        workEmail: 'tomas@example.com',
        workerType: 'Contractor',
        department: 'Analytics',
        jobTitle: 'Analyst',
        costCenter: 'CC-3000',
      },
      startDate: '2026-10-01',
      endDate: '2027-03-31',
      today: '2026-10-01',
      expect: {
        'atlan-prod': { role: '$member', groups: ['Analytics', 'Newcomers'] },
        'atlan-sandbox': { role: null, groups: [] },
      },
    },
    {
      name: 'Yuki, controller',
      worker: {
        workEmail: 'yuki@example.com',
        workerType: 'employee',
        department: 'Finance',
        jobTitle: 'Controller',
        costCenter: 'cc-4110',
      },
      startDate: '2019-01-07',
      today: '2026-10-01',
      expect: { 'atlan-prod': { role: '$guest', groups: ['Finance Reporting'] } },
    },
    {
      name: 'Pim, about whom HR has said little',
      worker: { workEmail: 'pim@example.com', workerType: 'employee', department: null },
      today: '2026-10-01',
      expect: {
        'atlan-prod': { role: '$guest', groups: [] },
        'atlan-sandbox': { role: null, groups: [] },
      },
    },
  ],
});
