import { defineConfig } from '../../../shared/contracts/config/define-config.ts';

/** A company for tests of the local cloud: one target, one rule, and limits that nobody meets. */
export default defineConfig({
  connections: {
    hr: { kind: 'standard-webhooks', toleranceSeconds: 3600, defaultTimeZone: 'UTC' },
    events: { kind: 'canonical' },
  },
  targets: {
    'atlan-prod': {
      provider: 'atlan',
      allowedEmailDomains: ['example.com'],
      groups: { Analytics: { create: true } },
      limits: {
        leavers: { min: 1_000, percent: 100 },
        removals: { min: 1_000, percent: 100 },
        grants: { min: 1_000, percent: 100 },
      },
      requestsPerMinute: 400,
      sweepMinutes: 5,
    },
  },
  access: { lateGrantDays: 'off' },
  approvers: ['arn:aws:iam::000000000000:user/second-person'],
  rules: [
    { name: 'everybody', target: 'atlan-prod', when: { always: true }, role: '$member' },
    {
      name: 'analysts',
      target: 'atlan-prod',
      when: { attribute: 'department', equals: 'Analytics' },
      groups: ['Analytics'],
    },
  ],
});
