import { describe, expect, it } from 'vitest';

import type { Config, TargetSettings } from '../../../../shared/contracts/config/config.ts';
import { readConfig } from '../../../../shared/contracts/config/read-config.ts';
import { PermanentError } from '../../../../shared/domain/failure.ts';

const TARGET = { provider: 'atlan', allowedEmailDomains: ['example.com'], groups: { Analytics: {} } };
const SMALL = {
  connections: { hr: { kind: 'standard-webhooks' }, events: { kind: 'canonical' } },
  targets: { prod: TARGET },
  rules: [{ name: 'all', target: 'prod', when: { always: true }, role: '$member', groups: ['Analytics'] }],
};

const read = (changes: object) => () => readConfig({ ...SMALL, ...changes });
const readTarget = (changes: object) => read({ targets: { prod: { ...TARGET, ...changes } } });
const readCondition = (...conditions: readonly unknown[]) =>
  read({ rules: conditions.map((when, index) => ({ name: `rule-${index}`, target: 'prod', when, role: '$member' })) });

describe('a configuration', () => {
  it('is complete once it was read', () => {
    const prod: TargetSettings = {
      provider: 'atlan',
      provisionedBy: 'invitation',
      maxRole: '$member',
      allowedEmailDomains: ['example.com'],
      adopt: 'exact-email',
      withoutRole: 'hold',
      onLeave: 'keep',
      groups: { Analytics: { create: false } },
      idpGroups: [],
      protected: { ids: [], emails: [], globs: [] },
      limits: {
        windowMinutes: 60,
        leavers: { min: 3, percent: 5 },
        immediate: { min: 3, percent: 2 },
        removals: { min: 5, percent: 10 },
        elevations: { min: 10, percent: 10 },
        grants: { min: 25, percent: 10 },
        cohorts: { department: 50, location: 100, connection: 100 },
      },
      requestsPerMinute: 120,
      sweepMinutes: 5,
      dialect: {},
    };
    const config: Config = {
      connections: {
        hr: { kind: 'standard-webhooks', toleranceSeconds: 300, defaultTimeZone: 'UTC' },
        events: { kind: 'canonical', defaultTimeZone: 'UTC' },
      },
      targets: { prod },
      lists: {},
      rules: [{ name: 'all', target: 'prod', when: { always: true }, role: '$member', groups: ['Analytics'] }],
      examples: [],
      access: { lateGrantDays: 14, startsBeforeDays: 0, endsOn: 'date' },
      operators: {},
      approvers: [],
      sponsorship: { maxDays: 180 },
      retention: { chainHeadYears: 7, quarantineDays: 14, deadLetterDays: 90 },
    };
    expect(readConfig(SMALL)).toEqual(config);
    expect(readConfig(config)).toEqual(config);
  });

  it('takes no connection by the name of the workers whom operators sponsor, and no sponsorship longer than a year', () => {
    const sponsored = read({ connections: { sponsored: { kind: 'bamboohr' } }, sponsorship: { maxDays: 367 } });
    expect(sponsored).toThrow(/connections.*sponsored.*use another name/s);
    expect(sponsored).toThrow(/sponsorship\.maxDays.*1 to 366/s);
  });

  it.each([
    ['quarantineDays', 1, 90],
    ['deadLetterDays', 30, 365],
    ['leaverPayloadDays', 30, 3_650],
  ])('keeps as retention.%s says, from %i to %i days', (setting, least, most) => {
    for (const days of [least, most])
      expect(read({ retention: { [setting]: days } })().retention).toMatchObject({ [setting]: days });
    for (const days of [least - 1, most + 1, least + 0.5])
      expect(read({ retention: { [setting]: days } })).toThrow(
        new RegExp(`retention\\.${setting}.*from ${least} to ${most}`),
      );
  });

  it('lets BambooHR’s own retries be three hours old', () => {
    const config = read({ connections: { hr: { kind: 'bamboohr' } } })();
    expect(config.connections).toEqual({ hr: { kind: 'bamboohr', toleranceSeconds: 10_800, defaultTimeZone: 'UTC' } });
  });

  it('keeps what it says itself, and protected addresses in the form they are compared in', () => {
    const config = readTarget({
      limits: { leavers: { percent: 50 } },
      protected: { emails: [' Root@Example.com '] },
      pilot: { attribute: 'country', equals: 'FR' },
    })();
    expect(config.targets['prod']).toMatchObject({
      limits: { leavers: { min: 3, percent: 50 }, grants: { min: 25 } },
      protected: { emails: ['root@example.com'], ids: [] },
      pilot: { attribute: 'country', equals: 'FR' },
    });
  });
});

describe('what is wrong with a configuration', () => {
  it('is a permanent failure that names the file', () => {
    expect(() => readConfig(undefined)).toThrow(PermanentError);
    expect(() => readConfig(undefined)).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 1 problem:
      - the configuration is missing: give an object]
    `);
    expect(() => readConfig({}, 'demo.config.ts')).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: demo.config.ts has 3 problems:
      - connections is missing: give an object
      - targets is missing: give an object
      - rules is missing: give a list]
    `);
  });

  it('in connections', () => {
    const hr = { kind: 'standard-webhooks', toleranceSeconds: 5, defaultTimeZone: 'Europe/Atlantis' };
    expect(
      read({
        connections: {
          hr,
          HR_2: { kind: 'canonical' },
          old: { kind: 'csv' },
          offset: { kind: 'canonical', defaultTimeZone: '+01:00' },
          events: { kind: 'canonical', toleranceSeconds: 60 },
        },
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 6 problems:
      - connections.hr.toleranceSeconds is 5: use a whole number from 30 to 3600
      - connections.hr.defaultTimeZone is not usable: write the name of an IANA time zone: Europe/Berlin
      - connections.HR_2 is no usable name: use 1 to 32 lower-case letters, digits and hyphens, and begin with a letter
      - connections.old.kind is "csv": use one of: bamboohr, canonical, standard-webhooks
      - connections.offset.defaultTimeZone is not usable: write the name of an IANA time zone: Europe/Berlin
      - connections.events.toleranceSeconds is not known here: remove it, or correct its name to one of: defaultTimeZone, kind, sequence, silentAfterDays]
    `);
  });

  it('in targets', () => {
    expect(
      readTarget({
        provider: 'acme',
        provisionedBy: 'hand',
        maxRole: '$owner',
        allowedEmailDomains: ['@Example.com'],
        adopt: true,
        groups: { ' Analytics': {}, 'Data Eng': { creat: true } },
        protected: { emails: ['root'], ids: 'x' },
        limits: { leavers: { percent: 0, min: 1.5 }, windowMinutes: '60' },
        requestsPerMinute: 1_000,
        sweepMinutes: Number.NaN,
        dialect: { readById: 'guess' },
        mode: 'enforce',
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 16 problems:
      - targets.prod.provider is "acme": use one of: atlan, unleash, atlassian, scim
      - targets.prod.provisionedBy is "hand": use one of: invitation, scim, idp
      - targets.prod.maxRole is "$owner": use one of: $guest, $member, $admin
      - targets.prod.allowedEmailDomains[0] is not usable: write only the domain, in lower case and without @: example.com
      - targets.prod.adopt is true: use one of: exact-email, never
      - targets.prod.groups[" Analytics"] is no usable name: write a text without spaces around it
      - targets.prod.groups["Data Eng"].creat is not known here: remove it, or correct its name to one of: create
      - targets.prod.protected.ids is a text: give a list
      - targets.prod.protected.emails[0] is not usable: write one e-mail address: name@example.com
      - targets.prod.limits.windowMinutes is a text: give a number
      - targets.prod.limits.leavers.min is 1.5: use a whole number from 1 to 10000
      - targets.prod.limits.leavers.percent is 0: use a whole number from 1 to 100
      - targets.prod.requestsPerMinute is 1000: use a whole number from 1 to 400
      - targets.prod.sweepMinutes is NaN: give a number
      - targets.prod.mode is not known here: remove it, or correct its name to one of: adopt, allowedEmailDomains, dialect, eventFeed, groups, idpAlias, idpGroups, leaverAssets, leaverTokens, limits, maxRole, onLeave, pilot, protected, provider, provisionedBy, requestsPerMinute, sweepMinutes, withoutRole
      - targets.prod.dialect.readById is "guess": use one of: list, get]
    `);
    expect(
      read({ targets: { prod: { provider: 'atlan', allowedEmailDomains: [] } } }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 2 problems:
      - targets.prod.allowedEmailDomains is empty: list the domains whose addresses may be invited
      - targets.prod.groups is missing: give an object]
    `);
  });

  it('in conditions', () => {
    expect(
      readCondition(
        'everybody',
        {},
        { always: false },
        { attribute: 'department' },
        { attribute: 'salary', equals: 'x' },
        { attribute: 'department', equals: '' },
        { attribute: 'department', equals: 'a', prefix: 'b' },
        { attribute: 'department', equals: 'a', inlist: 'b' },
        { attribute: 'department', oneOf: 'Finance' },
        { all: [{ always: true }, { not: { any: [{ attribute: 'country', glob: 7 }] } }] },
        { date: 'birthday', from: '2026-01-01' },
        undefined,
      ),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 12 problems:
      - rules[0] "rule-0" when is not usable: write a condition, for instance { attribute: "department", equals: "Finance" }
      - rules[1] "rule-1" when is not usable: use one of: always, all, any, not, attribute, date
      - rules[2] "rule-2" when.always is false: use one of: true
      - rules[3] "rule-3" when is not usable: say what to ask of the attribute: equals, oneOf, inList, prefix or glob
      - rules[4] "rule-4" when.attribute is "salary": use one of: workEmail, displayName, employeeNumber, workerType, employmentStatus, jobTitle, department, division, location, country, costCenter, managerSourceWorkerId
      - rules[5] "rule-5" when.equals is not usable: write a text without spaces around it
      - rules[6] "rule-6" when is not usable: use either equals or prefix, or combine two conditions with all or any
      - rules[7] "rule-7" when.inlist is not known here: remove it, or correct its name to one of: attribute, equals
      - rules[8] "rule-8" when.oneOf is a text: give a list
      - rules[9] "rule-9" when.all[1].not.any[0].glob is a number: give a text
      - rules[10] "rule-10" when.date is "birthday": use one of: startDate, endDate, today
      - rules[11] "rule-11" when is missing: write a condition, for instance { attribute: "department", equals: "Finance" }]
    `);
  });

  it('in rules, examples and lists', () => {
    expect(
      read({
        lists: { hubs: ['Lyon', ' Paris '], Cities: [] },
        rules: [{ name: 'All of us', target: 'prod', when: { always: true }, groups: 'Analytics' }, 'rule'],
        examples: [
          {
            name: 'Mara',
            worker: { jobTitle: 7, salary: '1' },
            today: '2026-01-01',
            expect: { prod: { role: '$member' } },
          },
        ],
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 8 problems:
      - lists.hubs[1] is not usable: write a text without spaces around it
      - lists.Cities is no usable name: use 1 to 32 lower-case letters, digits and hyphens, and begin with a letter
      - rules[0] "All of us" name is not usable: use 1 to 64 lower-case letters, digits and hyphens, and begin with a letter: receipts show it
      - rules[0] "All of us" groups is a text: give a list
      - rules[1] is a text: give an object
      - examples[0] "Mara" worker.jobTitle is a number: give a text
      - examples[0] "Mara" worker.salary is not known here: remove it, or correct its name to one of: costCenter, country, department, displayName, division, employeeNumber, employmentStatus, jobTitle, location, managerSourceWorkerId, workEmail, workerType
      - examples[0] "Mara" expect.prod.groups is missing: give a list]
    `);
  });

  it('in shape and in meaning is told at once', () => {
    expect(
      read({
        rules: [
          { name: 'all', target: 'prod', when: { always: true }, role: 7 },
          { name: 'all', target: 'production', when: { attribute: 'country', inList: 'hubs' }, role: '$member' },
          { name: 'all', target: 'prod', when: { always: true }, groups: ['Finance'] },
        ],
        colour: 'blue',
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 6 problems:
      - rules[0] "all" role is a number: give a text
      - colour is not known here: remove it, or correct its name to one of: access, approvers, connections, examples, lists, operators, retention, rules, sponsorship, targets
      - rules[1] "all" target names "production", which does not exist: add it to targets, or use one of: prod
      - rules[1] "all" when.inList names the list "hubs", which does not exist: add it to lists, or use one of: none so far
      - rules[2] "all" groups[0] names "Finance", which is not in the group catalogue of prod: add it to targets.prod.groups, or use one of: Analytics
      - rules[2] "all" has the name of rules[1]: give each a name of its own]
    `);
  });

  it('includes an example that does not hold', () => {
    const example = { name: 'Mara', worker: {}, today: '2026-01-01', expect: { prod: { role: null, groups: [] } } };
    expect(read({ examples: [example] })).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 1 problem:
      - example "Mara": prod should give no access; policy gives role $member and group "Analytics", by rule all]
    `);
  });

  it('in approvers', () => {
    const session = 'arn:aws:sts::111122223333:assumed-role/sso/mara@example.com';
    expect(read({ approvers: [session] })().approvers).toEqual([session]);
    expect(
      read({ approvers: ['arn:aws:iam::111122223333:role/on-call', 'mara', '*'] }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 2 problems:
      - approvers[1] is not usable: write the ARN of an IAM user, a role or a session of one: arn:aws:iam::111122223333:role/platform-approvers
      - approvers[2] is not usable: write the ARN of an IAM user, a role or a session of one: arn:aws:iam::111122223333:role/platform-approvers]
    `);
  });

  it('in operators', () => {
    expect(
      read({
        operators: {
          sam: { name: ' Sam', worker: '1042', role: 'boss' },
          'mara@example.com': { worker: 7 },
        },
      }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 4 problems:
      - operators.sam.name is not usable: write a text without spaces around it
      - operators.sam.worker is not usable: write the source key of a worker: the connection, then HR’s own id, hr:67890
      - operators.sam.role is not known here: remove it, or correct its name to one of: name, worker
      - operators[an address].worker is a number: give a text]
    `);
    expect(read({ operators: { sam: { worker: 'payroll:7' } } })).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 1 problem:
      - operators.sam.worker is not usable: begin with a connection that exists: hr, events, sponsored]
    `);
  });

  it('in whom the company hears of an attribute', () => {
    expect(
      read({ access: { authority: { department: ['hr', 'payrol'], shoeSize: ['hr'], workEmail: [] } } }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 3 problems:
      - access.authority.workEmail is empty: name at least one connection, or leave the attribute out
      - access.authority.shoeSize is not known here: remove it, or correct its name to one of: costCenter, country, department, displayName, division, employeeNumber, employmentStatus, jobTitle, location, managerSourceWorkerId, workEmail, workerType
      - access.authority.department[1] is not usable: “payrol” is no connection: use one of hr, events]
    `);
    expect(read({ access: { authority: { department: ['hr', 'payrol'] } } })).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 1 problem:
      - access.authority.department[1] is not usable: “payrol” is no connection: use one of hr, events]
    `);
    expect(read({ access: { replacedBy: { old: 'payrol', older: 'old' } } })).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 2 problems:
      - access.replacedBy.old is not usable: “payrol” is no connection: use one of hr, events
      - access.replacedBy.older is not usable: “old” is no connection: use one of hr, events]
    `);
    expect(read({ access: { replacedBy: { old: 'hr', hr: 'hr' } } })).toThrowErrorMatchingInlineSnapshot(`
      [PermanentError: lifecycle.config.ts has 2 problems:
      - access.replacedBy.old is not usable: “hr” is replaced itself: name the connection that HR uses now
      - access.replacedBy.hr is not usable: “hr” is replaced itself: name the connection that HR uses now]
    `);
    expect(read({ access: { replacedBy: { old: 'hr' } } })().access.replacedBy).toEqual({ old: 'hr' });
    expect(read({ access: { authority: { department: ['events', 'hr'] } } })().access.authority).toEqual({
      department: ['events', 'hr'],
    });
  });

  it('quotes no address', () => {
    const broken = { protected: { emails: ['mara(at)example.com'], globs: [' mara@example.com'] } };
    expect(readTarget(broken)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('mara') }));
  });
});
