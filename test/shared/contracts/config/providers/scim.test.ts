import { describe, expect, it } from 'vitest';

import { readConfig } from '../../../../../shared/contracts/config/read-config.ts';

const read = (target: object) =>
  readConfig({
    connections: { hr: { kind: 'standard-webhooks' } },
    targets: { flags: { provider: 'scim', allowedEmailDomains: ['example.com'], groups: { Editors: {} }, ...target } },
    rules: [{ name: 'all', target: 'flags', when: { always: true }, role: 'user', groups: ['Editors'] }],
  });

describe('a SCIM target in the configuration', () => {
  it('needs nothing of its own: a generic server, which this system provisions', () => {
    expect(read({}).targets['flags']).toMatchObject({
      provisionedBy: 'scim',
      maxRole: 'user',
      requestsPerMinute: 120,
      groups: { Editors: { create: false } },
      scim: { profile: 'generic' },
    });
  });

  it('keeps its profile and what the tenant does otherwise, also when it is read again', () => {
    const scim = {
      profile: 'atlassian',
      mediaType: 'application/json',
      userLookup: ['userName', 'email'],
      canFilterGroups: false,
      deactivate: 'put',
      verifyMembers: 'none',
      maxMembersPerPatch: 20,
      countPerPage: 50,
      manageGroups: 'existing-only',
      readBackDelayMs: [500],
      listWithoutFilters: true,
    };
    const config = read({ scim });
    expect(config.targets['flags']?.scim).toEqual(scim);
    expect(readConfig(config)).toEqual(config);
  });

  it('says what is wrong with it, and what to write instead', () => {
    expect(() =>
      read({
        maxRole: 'admin',
        requestsPerMinute: 601,
        scim: {
          profile: 'okta',
          userLookup: ['externalId'],
          deactivate: 'never',
          maxMembersPerPatch: 0,
          readBackDelayMs: [1, 2, 3, 4, 5, 60_000],
          patch: true,
        },
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 8 problems:
      - targets.flags.maxRole is "admin": use one of: user
      - targets.flags.requestsPerMinute is 601: use a whole number from 1 to 600
      - targets.flags.scim.profile is "okta": use one of: generic, atlan, unleash, atlassian
      - targets.flags.scim.userLookup is not usable: name userName or email: an account is looked for by an address
      - targets.flags.scim.deactivate is "never": use one of: patch-pathless, patch-path, put, delete
      - targets.flags.scim.maxMembersPerPatch is 0: use a whole number from 1 to 1000
      - targets.flags.scim.readBackDelayMs is not usable: name at most five pauses, each in milliseconds
      - targets.flags.scim.patch is not known here: remove it, or correct its name to one of: canFilterGroups, countPerPage, deactivate, listWithoutFilters, manageGroups, maxMembersPerPatch, mediaType, profile, readBackDelayMs, userLookup, verifyMembers]
    `);
    expect(() => read({ dialect: {} })).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 1 problem:
      - targets.flags.dialect is not known here: remove it, or correct its name to one of: adopt, allowedEmailDomains, groups, idpAlias, idpGroups, limits, maxRole, onLeave, pilot, protected, provider, provisionedBy, requestsPerMinute, scim, sweepMinutes, withoutRole]
    `);
  });
});
