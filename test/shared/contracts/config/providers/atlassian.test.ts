import { describe, expect, it } from 'vitest';

import { readConfig } from '../../../../../shared/contracts/config/read-config.ts';

const OWN = {
  orgId: '6f1ad0c2-0f5f-4c7e-9d5c-3a4b5c6d7e8f',
  directoryId: '9b2e4f60-1a3c-4d5e-8f70-a1b2c3d4e5f6',
  roleGroups: { user: 'atlassian-users' },
};
const TARGET = {
  provider: 'atlassian',
  allowedEmailDomains: ['example.com'],
  groups: { Engineering: { create: true, description: 'Everyone who builds' }, Finance: {} },
  atlassian: OWN,
};

const read =
  (target: object = {}, role = 'user') =>
  () =>
    readConfig({
      connections: { hr: { kind: 'canonical' } },
      targets: { site: { ...TARGET, ...target } },
      rules: [{ name: 'all', target: 'site', when: { always: true }, role, groups: ['Engineering'] }],
    });
const own = (changes: object) => read({ atlassian: { ...OWN, ...changes } });

describe('an Atlassian target in a configuration', () => {
  it('is complete once it was read', () => {
    expect(read()().targets['site']).toMatchObject({
      maxRole: 'user',
      requestsPerMinute: 120,
      groups: { Engineering: { create: true, description: 'Everyone who builds' }, Finance: { create: false } },
      atlassian: { ...OWN, sendNotification: false, managedAccounts: 'leave', consistencyMs: 30_000 },
    });
  });

  it('may be read for all directories, which nothing is written to', () => {
    expect(own({ directoryId: '-' })().targets['site']?.atlassian?.directoryId).toBe('-');
  });

  it('needs its own settings', () => {
    expect(read({ atlassian: undefined })).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 1 problem:
      - targets.site.atlassian is missing: give an object]
    `);
  });

  it('says of each of its own settings what is wrong', () => {
    const wrong = own({
      orgId: 'acme',
      directoryId: 'all',
      roleGroups: { user: 'everyone', guest: 'everyone' },
      managedAccounts: 'delete',
      apiKeyExpires: 'next spring',
      consistencyMs: -1,
      site: 'acme.atlassian.net',
    });
    expect(wrong).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 7 problems:
      - targets.site.atlassian.orgId is not usable: copy the UUID from the address of Atlassian Administration
      - targets.site.atlassian.directoryId is not usable: give the UUID of one directory; - stands for all of them, and then nothing is written
      - targets.site.atlassian.roleGroups is not usable: name two groups: each of them gives one role
      - targets.site.atlassian.managedAccounts is "delete": use one of: disable, leave
      - targets.site.atlassian.apiKeyExpires is not usable: write the date on which the key ends, such as 2027-03-31
      - targets.site.atlassian.consistencyMs is -1: use a whole number from 0 to 120000
      - targets.site.atlassian.site is not known here: remove it, or correct its name to one of: api, apiKeyExpires, consistencyMs, directoryId, managedAccounts, notificationText, orgId, roleGroups, sendNotification]
    `);
  });

  it.each(['target', 'settings'])(
    'refuses version 1 of the API in its %s, with the date and what replaces it',
    (where) => {
      const asks = where === 'target' ? read({ api: 'v1' }) : own({ api: 'v1' });
      expect(asks).toThrow(
        /ended version 1 of these endpoints on 30 June 2026, and version 2 is used; docs\/providers\/atlassian\.md/,
      );
    },
  );

  it.each(['target', 'settings'])('takes version 2 for what it is in its %s', (where) => {
    const asks = where === 'target' ? read({ api: 'v2' }) : own({ api: 'v2' });
    expect(asks().targets['site']).toEqual(read()().targets['site']);
  });

  it('lets no worker become an organisation administrator, by maxRole or by a rule', () => {
    expect(read({ maxRole: 'org-admin' })).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 1 problem:
      - targets.site.maxRole is not usable: use one of: guest, user; people in the target give org-admin, never we]
    `);
    expect(read({}, 'org-admin')).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 1 problem:
      - rules[0] "all" role is "org-admin", which is given by a person in the target, never by us: use one of: guest, user]
    `);
    expect(read({}, 'emperor')).toThrow('use one of: guest, user');
  });
});
