import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../../shared/adapters/targets/atlan/traits.ts';
import { checkPolicy, type DraftPolicy } from '../../../../../shared/domain/policy/check/check-policy.ts';
import type { Condition } from '../../../../../shared/domain/policy/condition.ts';
import type { Example } from '../../../../../shared/domain/policy/policy.ts';
import type { Rule } from '../../../../../shared/domain/policy/rule.ts';

const SOUND: DraftPolicy = {
  targets: {
    prod: { provider: 'atlan', maxRole: '$member', groups: { Analytics: {} }, idpGroups: ['All Staff'] },
  },
  lists: { hubs: ['Lyon'] },
  rules: [{ name: 'all', target: 'prod', when: { always: true }, role: '$guest' }],
  examples: [{ name: 'Mara', worker: {}, today: '2026-01-01', expect: { prod: { role: '$guest', groups: [] } } }],
};

const hubbed: Rule = { name: 'r', target: 'prod', when: { attribute: 'location', inList: 'hubs' }, role: '$guest' };
const problems = (policy: Partial<DraftPolicy>) =>
  checkPolicy({ ...SOUND, ...policy }, () => ATLAN_TRAITS.roles).map(
    ({ where, problem, fix }) => `${where} ${problem}: ${fix}`,
  );
const ofRule = (rule: Partial<Rule>) =>
  problems({ rules: [{ name: 'r', target: 'prod', when: { always: true }, role: '$guest', ...rule }] });
const ofExample = (example: Partial<Example>) =>
  problems({ examples: [{ name: 'Mara', worker: {}, today: '2026-01-01', expect: {}, ...example }] });

describe('a role that only people in the target give', () => {
  it('is no role for a rule', () => {
    const rules = [{ name: 'r', target: 'prod', when: { always: true }, role: '$admin' }] as const;
    const found = checkPolicy(
      { ...SOUND, rules },
      () => ATLAN_TRAITS.roles,
      () => ['$admin'],
    );
    expect(found).toEqual([
      {
        where: 'rules[0] "r" role',
        problem: 'is "$admin", which is given by a person in the target, never by us',
        fix: 'use one of: $guest, $member',
      },
    ]);
    expect(checkPolicy({ ...SOUND, rules }, () => ATLAN_TRAITS.roles)).toEqual([]);
  });
});

describe('a policy', () => {
  it('that can be meant has no problems', () => {
    expect(problems({})).toEqual([]);
  });

  it.each<Condition>([
    { always: true },
    { not: { always: true } },
    { all: [{ attribute: 'country', equals: 'FR' }] },
    { any: [{ attribute: 'country', oneOf: ['FR'] }] },
    { attribute: 'location', inList: 'hubs' },
    { attribute: 'jobTitle', prefix: 'Head' },
    { attribute: 'jobTitle', glob: '*Data*' },
    { date: 'startDate', from: '2026-02-01' },
    { date: 'endDate', until: '2026-02-01' },
    { date: 'today', from: '2026-02-01', until: '2026-02-01' },
  ])('that asks %o has none either', (when) => {
    expect(ofRule({ when })).toEqual([]);
  });

  it.each<readonly [string, Partial<Rule>, string]>([
    [
      'of an unknown target',
      { target: 'constructor' },
      'rules[0] "r" target names "constructor", which does not exist: add it to targets, or use one of: prod',
    ],
    [
      'with an unknown role',
      { role: '$owner' },
      'rules[0] "r" role is "$owner", which is no role of atlan: use one of: $guest, $member, $admin',
    ],
    [
      'with a group outside the catalogue',
      { groups: ['Analytics', 'analytics'] },
      'rules[0] "r" groups[1] names "analytics", which is not in the group catalogue of prod: add it to targets.prod.groups, or use one of: Analytics',
    ],
    [
      'with a group of the identity provider',
      { groups: ['All staff'] },
      'rules[0] "r" groups[0] names "All staff", whose members the identity provider decides: remove it here, or from targets.prod.idpGroups',
    ],
    [
      'that grants nothing',
      { role: undefined, groups: [] },
      'rules[0] "r" grants nothing: give it a role or groups, or remove it',
    ],
  ])('has no rule %s', (_case, rule, sentence) => {
    expect(ofRule(rule)).toEqual([sentence]);
  });

  it.each<readonly [string, Condition, string]>([
    [
      'all of nothing',
      { all: [] },
      'when.all is empty: list at least one condition; write { always: true } for everybody',
    ],
    [
      'any of nothing',
      { not: { any: [] } },
      'when.not.any is empty: list at least one condition; write { always: true } for everybody',
    ],
    [
      'one of no text',
      { attribute: 'country', oneOf: [] },
      'when.oneOf is empty, so it never holds: list at least one text',
    ],
    [
      'an unknown list',
      { all: [{ always: true }, { attribute: 'country', inList: 'hub' }] },
      'when.all[1].inList names the list "hub", which does not exist: add it to lists, or use one of: hubs',
    ],
    ['no bound', { date: 'today' }, 'when has neither from nor until: give at least one of them'],
    [
      'bounds the wrong way round',
      { date: 'today', from: '2026-02-02', until: '2026-02-01' },
      'when is from 2026-02-02 until 2026-02-01, so it never holds: put the earlier date in from',
    ],
    [
      'a date that is none',
      { any: [{ date: 'startDate', from: '2026-02-30' }] },
      'when.any[0].from is "2026-02-30", which is no date: write a date that exists, as YYYY-MM-DD',
    ],
    [
      'a date that is none, also where it is the later one',
      { date: 'today', from: '2026-02-30', until: '2026-02-01' },
      'when.from is "2026-02-30", which is no date: write a date that exists, as YYYY-MM-DD',
    ],
    [
      'a last date that is none',
      { date: 'today', from: '2026-02-01', until: '2026-02-30' },
      'when.until is "2026-02-30", which is no date: write a date that exists, as YYYY-MM-DD',
    ],
  ])('has no condition on %s', (_case, when, sentence) => {
    expect(ofRule({ when })).toEqual([`rules[0] "r" ${sentence}`]);
  });

  it.each<readonly [string, Partial<Example>, string]>([
    [
      'of an unknown target',
      { expect: { sandbox: { role: null, groups: [] } } },
      'examples[0] "Mara" expect.sandbox is about a target that does not exist: add it to targets, or use one of: prod',
    ],
    [
      'with an unknown role',
      { expect: { prod: { role: 'member', groups: [] } } },
      'examples[0] "Mara" expect.prod.role is "member", which is no role of atlan: use one of: $guest, $member, $admin',
    ],
    [
      'with groups and no role',
      { expect: { prod: { role: null, groups: ['Analytics'] } } },
      'examples[0] "Mara" expect.prod expects groups without a role, which is no access: remove the groups, or expect a role',
    ],
    [
      'that starts on a day that is none',
      { startDate: '2026-02-30' },
      'examples[0] "Mara" startDate is "2026-02-30", which is no date: write a date that exists, as YYYY-MM-DD',
    ],
    [
      'that ends on a day that is none',
      { endDate: '2026-02-30' },
      'examples[0] "Mara" endDate is "2026-02-30", which is no date: write a date that exists, as YYYY-MM-DD',
    ],
    [
      'on a day that is none',
      { today: '24.11.2026' },
      'examples[0] "Mara" today is "24.11.2026", which is no date: write a date that exists, as YYYY-MM-DD',
    ],
  ])('has no example %s', (_case, example, sentence) => {
    expect(ofExample(example)).toEqual([sentence]);
  });

  it('may expect that a worker has no access', () => {
    expect(ofExample({ expect: { prod: { role: null, groups: [] } } })).toEqual([]);
  });

  it('may have rules that give groups only, or a role only', () => {
    expect(ofRule({ role: undefined, groups: ['Analytics'] })).toEqual([]);
    expect(ofRule({ groups: undefined })).toEqual([]);
    expect(ofRule({ role: undefined, groups: undefined })).toEqual([
      'rules[0] "r" grants nothing: give it a role or groups, or remove it',
    ]);
  });

  it('has no rule with a group that is any of those that the identity provider fills', () => {
    const prod = { ...SOUND.targets['prod']!, idpGroups: ['Everybody', 'All Staff'] };
    const rules = [{ name: 'r', target: 'prod', when: { always: true }, groups: ['All Staff'] }] as const;
    expect(problems({ targets: { prod }, rules })).toEqual([
      'rules[0] "r" groups[0] names "All Staff", whose members the identity provider decides: remove it here, or from targets.prod.idpGroups',
    ]);
  });

  it('shows what may be chosen in the order of the names', () => {
    expect(problems({ lists: { offices: [], cities: [] }, rules: [hubbed] })).toEqual([
      'rules[0] "r" when.inList names the list "hubs", which does not exist: add it to lists, or use one of: cities, offices',
    ]);
  });

  it('gives every rule and every example a name of its own, and counts those it cannot read', () => {
    const [rule] = SOUND.rules;
    const [example] = SOUND.examples;
    expect(problems({ rules: [undefined, undefined, rule, rule], examples: [example, undefined, example] })).toEqual([
      'rules[3] "all" has the name of rules[2]: give each a name of its own',
      'examples[2] "Mara" has the name of examples[0]: give each a name of its own',
    ]);
  });

  it('lists a group once', () => {
    const prod = { ...SOUND.targets['prod']!, groups: { Analytics: {}, Finance: {}, ANALYTICS: {} } };
    expect(problems({ targets: { prod } })).toEqual([
      'targets.prod.groups has both "Analytics" and "ANALYTICS": keep the one that the target shows',
    ]);
  });

  it('has pilots that can be meant', () => {
    const prod = { ...SOUND.targets['prod']!, pilot: { attribute: 'country', inList: 'nowhere' } } as const;
    expect(problems({ targets: { prod }, lists: {} })).toEqual([
      'targets.prod.pilot.inList names the list "nowhere", which does not exist: add it to lists, or use one of: none so far',
    ]);
  });
});
