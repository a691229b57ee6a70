import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../../shared/adapters/targets/atlan/traits.ts';

import { checkExamples } from '../../../../../shared/domain/policy/check/check-examples.ts';
import type { Example, Policy } from '../../../../../shared/domain/policy/policy.ts';

const POLICY: Policy = {
  targets: {
    prod: { provider: 'atlan', maxRole: '$member', groups: { Analytics: {}, Finance: {} }, idpGroups: [] },
  },
  lists: {},
  rules: [
    {
      name: 'analysts',
      target: 'prod',
      when: { attribute: 'department', equals: 'Analytics' },
      role: '$member',
      groups: ['Analytics'],
    },
    { name: 'chiefs', target: 'prod', when: { attribute: 'jobTitle', prefix: 'Chief' }, role: '$admin' },
    { name: 'lyon', target: 'prod', when: { attribute: 'location', equals: 'Lyon' }, groups: ['Finance', 'Analytics'] },
  ],
  examples: [],
};

const differences = (example: Omit<Example, 'name' | 'today'>) =>
  checkExamples({ ...POLICY, examples: [{ name: 'Mara', today: '2026-01-01', ...example }] }, () => ATLAN_TRAITS.roles);
const worker = { department: 'Analytics', jobTitle: 'Analyst', location: 'Berlin' };

describe('an example', () => {
  it('that holds is not mentioned, whatever the order of its groups', () => {
    expect(differences({ worker, expect: { prod: { role: '$member', groups: ['Analytics'] } } })).toEqual([]);
    const inLyon = { ...worker, location: 'Lyon' };
    expect(
      differences({ worker: inLyon, expect: { prod: { role: '$member', groups: ['Finance', 'Analytics'] } } }),
    ).toEqual([]);
    expect(
      differences({ worker: { ...inLyon, department: 'x' }, expect: { prod: { role: null, groups: [] } } }),
    ).toEqual([]);
  });

  it('that does not hold is explained by the rules', () => {
    expect(differences({ worker, expect: { prod: { role: '$guest', groups: [] } } })).toEqual([
      'example "Mara": prod should give role $guest and no groups; policy gives role $member and group "Analytics", by rule analysts',
    ]);
    expect(
      differences({ worker: { ...worker, location: 'Lyon' }, expect: { prod: { role: null, groups: [] } } }),
    ).toEqual([
      'example "Mara": prod should give no access; policy gives role $member and groups "Analytics", "Finance", by rules analysts, lyon',
    ]);
  });

  it('names caps, rules that cannot be decided and groups without a role', () => {
    const chief = { department: 'Board', jobTitle: 'Chief', location: 'Berlin' };
    expect(differences({ worker: chief, expect: { prod: { role: '$admin', groups: [] } } })).toEqual([
      'example "Mara": prod should give role $admin and no groups; policy gives role $member and no groups, by rule chiefs; rule chiefs says $admin, above maxRole',
    ]);
    expect(
      differences({ worker: { location: 'Lyon', department: 'x' }, expect: { prod: { role: '$guest', groups: [] } } }),
    ).toEqual([
      'example "Mara": prod should give role $guest and no groups; policy gives no access, by rule lyon (groups without a role are no access); rule chiefs is undecided without jobTitle',
    ]);
  });

  it('names the rules in the order of their names, whatever each of them gives', () => {
    const rules = [
      { name: 'z', target: 'prod', when: { always: true }, role: '$member' },
      { name: 'a', target: 'prod', when: { always: true }, groups: ['Finance'] },
    ] as const;
    const example = { name: 'Mara', today: '2026-01-01', worker, expect: { prod: { role: null, groups: [] } } };
    expect(checkExamples({ ...POLICY, rules, examples: [example] }, () => ATLAN_TRAITS.roles)).toEqual([
      'example "Mara": prod should give no access; policy gives role $member and group "Finance", by rules a, z',
    ]);
  });

  it('names no rule where none gives anything', () => {
    const board = { department: 'Board', jobTitle: 'Member', location: 'Berlin' };
    expect(differences({ worker: board, expect: { prod: { role: '$guest', groups: [] } } })).toEqual([
      'example "Mara": prod should give role $guest and no groups; policy gives no access',
    ]);
  });

  it('names all that a rule would have to know', () => {
    const when = {
      all: [
        { attribute: 'country', equals: 'FR' },
        { attribute: 'division', equals: 'Data' },
      ],
    } as const;
    const rules = [{ name: 'french', target: 'prod', when, role: '$guest' }];
    const example = { name: 'Mara', today: '2026-01-01', worker, expect: { prod: { role: '$guest', groups: [] } } };
    expect(checkExamples({ ...POLICY, rules, examples: [example] }, () => ATLAN_TRAITS.roles)).toEqual([
      'example "Mara": prod should give role $guest and no groups; policy gives no access; rule french is undecided without country, division',
    ]);
  });

  it('of a target that does not exist does not hold', () => {
    expect(differences({ worker, expect: { sandbox: { role: null, groups: [] } } })).toEqual([
      'example "Mara": there is no target sandbox',
    ]);
  });
});
