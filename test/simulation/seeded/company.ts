import type { Config } from '../../../shared/contracts/config/config.ts';
import { PROVIDERS } from '../../../shared/contracts/config/providers.ts';
import { readConfig } from '../../../shared/contracts/config/read-config.ts';
import type { Access, TargetName } from './history.ts';

export const FIRST_DAY = Date.parse('2026-03-02T00:00:00Z');
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const DAYS = 30;
export const ZONES = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Tokyo', 'UTC'] as const;
export const DEPARTMENTS = ['Data', 'Sales', 'Legal'] as const;

/** What an account is called at a target, by what a worker is: the table that policy must agree with. */
export const TENANTS = {
  atlan: { provider: 'atlan', least: '$guest', usual: '$member', most: '$admin', provisionedBy: 'invitation' },
  flags: { provider: 'unleash', least: 'viewer', usual: 'editor', most: 'admin', provisionedBy: 'invitation' },
  jira: { provider: 'atlassian', least: 'guest', usual: 'user', most: 'user', provisionedBy: 'idp' },
  scim: { provider: 'scim', least: 'user', usual: 'user', most: 'user', provisionedBy: 'scim' },
} as const satisfies Record<TargetName, object>;

/** How often each target is listed. */
export const SWEEP_MINUTES = 15;

/** How many workers an hour may touch before a person is asked. */
export const LIMITS = { leavers: 3, immediate: 2, removals: 6, grants: 30 } as const;

/** An account that is no worker's: protected, and an administrator, so that one always remains. */
export const BREAK_GLASS = 'break-glass@example.com';
/** An account of a person whom HR does not know. */
export const STRANGER = 'stranger@example.com';

/** The configuration of the company, with these of its targets. */
export function configOf(targets: readonly TargetName[], access: Access): Config {
  const rule = (target: TargetName, name: string, attribute: string, equals: string, gives: object) => ({
    name: `${target}-${name.toLowerCase()}`,
    target,
    when: { attribute, equals },
    ...gives,
  });
  const exported = {
    connections: { hr: { kind: 'canonical' }, people: { kind: 'standard-webhooks' } },
    targets: Object.fromEntries(targets.map((name) => [name, settingsOf(name)])),
    rules: targets.flatMap((target) => {
      const { least, usual, most } = TENANTS[target];
      return [
        rule(target, 'employees', 'workerType', 'employee', { role: usual, groups: ['All Staff'] }),
        rule(target, 'contractors', 'workerType', 'contractor', { role: least }),
        ...(most === usual ? [] : [rule(target, 'leads', 'jobTitle', 'Lead', { role: most })]),
        ...DEPARTMENTS.map((name) => rule(target, name, 'department', name, { groups: [name] })),
      ];
    }),
    examples: [],
    access,
  };
  return readConfig(exported, 'simulated company', PROVIDERS);
}

function settingsOf(name: TargetName): object {
  const { provider, most, provisionedBy } = TENANTS[name];
  const uuid = '11111111-2222-4333-8444-555555555555';
  return {
    provider,
    provisionedBy,
    maxRole: most,
    sweepMinutes: SWEEP_MINUTES,
    allowedEmailDomains: ['example.com'],
    groups: Object.fromEntries(['All Staff', ...DEPARTMENTS].map((group) => [group, { create: true }])),
    protected: { emails: [BREAK_GLASS] },
    limits: {
      leavers: { min: LIMITS.leavers, percent: 1 },
      immediate: { min: LIMITS.immediate, percent: 1 },
      removals: { min: LIMITS.removals, percent: 1 },
      grants: { min: LIMITS.grants, percent: 1 },
    },
    ...(provider === 'atlassian' && {
      atlassian: { orgId: uuid, directoryId: uuid, roleGroups: { guest: 'guests', user: 'users' } },
    }),
  };
}
