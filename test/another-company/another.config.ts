import { defineConfig } from '../../shared/contracts/config/define-config.ts';

/** A second invented company, which shares no name with the first: other targets, zone and domains, and one connection. */
export default defineConfig({
  connections: { workday: { kind: 'standard-webhooks', defaultTimeZone: 'Asia/Tokyo' } },
  targets: {
    'catalogue-tokyo': {
      provider: 'atlan',
      allowedEmailDomains: ['example.jp'],
      maxRole: '$member',
      groups: { 'Sales Insight': { create: true } },
      requestsPerMinute: 120,
    },
    'catalogue-osaka': { provider: 'atlan', allowedEmailDomains: ['example.jp', 'example.org'], groups: {} },
  },
  rules: [
    { name: 'all-staff', target: 'catalogue-tokyo', when: { always: true }, role: '$guest' },
    {
      name: 'sales',
      target: 'catalogue-tokyo',
      when: { attribute: 'department', equals: 'Sales' },
      role: '$member',
      groups: ['Sales Insight'],
    },
    {
      name: 'osaka-office',
      target: 'catalogue-osaka',
      when: { attribute: 'location', equals: 'Osaka' },
      role: '$guest',
    },
  ],
  examples: [
    {
      name: 'Emi, in sales at Osaka',
      worker: { workEmail: 'emi@example.jp', workerType: 'employee', department: 'Sales', location: 'Osaka' },
      today: '2026-10-01',
      expect: {
        'catalogue-tokyo': { role: '$member', groups: ['Sales Insight'] },
        'catalogue-osaka': { role: '$guest', groups: [] },
      },
    },
    {
      name: 'Ken, who keeps the books',
      worker: { workEmail: 'ken@example.jp', workerType: 'employee', department: 'Finance', location: 'Tokyo' },
      today: '2026-10-01',
      expect: {
        'catalogue-tokyo': { role: '$guest', groups: [] },
        'catalogue-osaka': { role: null, groups: [] },
      },
    },
  ],
});
