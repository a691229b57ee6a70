import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATLAN_TRAITS } from '../../../../shared/adapters/targets/atlan/traits.ts';
import { evaluate, type Subject } from '../../../../shared/domain/policy/evaluate.ts';
import type { Rule } from '../../../../shared/domain/policy/rule.ts';
import { type Wanted, wantedAccess } from '../../../../shared/domain/policy/wanted-access.ts';
import type { Override } from '../../../../shared/domain/worker/override.ts';
import { group, lists, role, rules, subject } from './arbitrary-policy.ts';

const roleOrder: readonly string[] = ATLAN_TRAITS.roles;

const extraFor = (id: string, entitlement: Override['entitlement']): Override => ({
  id,
  kind: 'extra_entitlement',
  entitlement,
  actor: 'arn:aws:iam::111122223333:user/operator',
  reason: 'project',
  from: 0,
  until: 1,
});

/** What rules of the target `prod` want for a worker in Analytics, of whom nothing else is known. */
const want = (rules: readonly Omit<Rule, 'target'>[], asked: Partial<Parameters<typeof wantedAccess>[0]> = {}) =>
  wantedAccess({
    rules: rules.map((rule) => ({ target: 'prod', ...rule })),
    lists: {},
    target: 'prod',
    maxRole: '$member',
    roleOrder,
    subjects: [{ attributes: { department: 'Analytics' }, today: '2026-06-15' }],
    extra: [],
    ...asked,
  });

const analysts = { attribute: 'department', equals: 'Analytics' } as const;
const french = { attribute: 'country', equals: 'FR' } as const;
const NOTHING: Wanted = { groups: [], unknown: [], undecidedGroups: [] };

describe('wanted access', () => {
  it('is the union of what rules grant, each with the rules that gave it', () => {
    const wanted = want([
      { name: 'b', when: analysts, role: '$member', groups: ['Red', 'Green'] },
      { name: 'a', when: { always: true }, role: '$guest', groups: ['Green'] },
      { name: 'c', when: { not: analysts }, groups: ['Blue'] },
    ]);
    expect(wanted).toEqual({
      ...NOTHING,
      role: { name: '$member', rule: 'b' },
      groups: [
        { group: 'Green', rules: ['a', 'b'] },
        { group: 'Red', rules: ['b'] },
      ],
    });
  });

  it('is nothing without a rule, and rules of other targets do not count', () => {
    expect(want([])).toEqual(NOTHING);
    expect(want([{ name: 'a', when: { always: true }, role: '$guest' }], { target: 'sandbox' })).toEqual(NOTHING);
    expect(want([{ name: 'a', when: { always: true }, role: '$guest' }], { subjects: [] })).toEqual(NOTHING);
  });

  it('takes of several rules that give the same the first by name', () => {
    const wanted = want([
      { name: 'c', when: analysts, role: '$member' },
      { name: 'a', when: analysts, role: '$guest' },
      { name: 'd', when: analysts, role: '$member' },
      { name: 'b', when: analysts, role: '$member' },
    ]);
    expect(wanted).toEqual({ ...NOTHING, role: { name: '$member', rule: 'b' } });
  });

  it('caps a role at what the target allows, and says so', () => {
    const wanted = want([
      { name: 'b', when: analysts, role: '$admin' },
      { name: 'c', when: analysts, role: '$member' },
    ]);
    expect(wanted.role).toEqual({ name: '$member', rule: 'b' });
    expect(wanted.capped).toEqual({ rule: 'b', role: '$admin' });
    expect(want([{ name: 'b', when: analysts, role: '$admin' }], { maxRole: '$admin' }).capped).toBeUndefined();
  });

  it('grants nothing by a role it does not know', () => {
    expect(want([{ name: 'a', when: analysts, role: '$owner' }])).toEqual(NOTHING);
    expect(want([{ name: 'a', when: analysts, role: '$member' }], { maxRole: '$owner' }).role).toBeUndefined();
  });

  it('leaves what only an undecided rule names as it is', () => {
    const wanted = want([
      { name: 'a', when: analysts, role: '$guest', groups: ['Red'] },
      { name: 'f', when: french, role: '$member', groups: ['Red', 'Blue'] },
    ]);
    expect(wanted).toEqual({
      role: { name: '$guest', rule: 'a' },
      groups: [{ group: 'Red', rules: ['a'] }],
      unknown: [{ rule: 'f', missing: ['country'] }],
      undecidedGroups: ['Blue'],
      undecidedRole: { name: '$member', rule: 'f' },
    });
  });

  it('is not undecided about a role that could only be the same or less', () => {
    const wanted = want([
      { name: 'a', when: analysts, role: '$member' },
      { name: 'f', when: french, role: '$guest' },
      { name: 'g', when: french, role: '$admin' },
    ]);
    expect(wanted.undecidedRole).toBeUndefined();
    expect(wanted.capped).toBeUndefined();
  });

  it('names the undecided rules in the order of their names, and all that each of them lacks', () => {
    const frenchDevelopers = { all: [french, { attribute: 'jobTitle', equals: 'Developer' }] } as const;
    const wanted = want([
      { name: 'c', when: frenchDevelopers, role: '$member' },
      { name: 'b', when: french, role: '$member' },
      { name: 'a', when: french, groups: ['Red'] },
    ]);
    expect(wanted).toEqual({
      groups: [],
      unknown: [
        { rule: 'a', missing: ['country'] },
        { rule: 'b', missing: ['country'] },
        { rule: 'c', missing: ['country', 'jobTitle'] },
      ],
      undecidedGroups: ['Red'],
      undecidedRole: { name: '$member', rule: 'b' },
    });
  });

  it('counts a rule that holds for one of several engagements', () => {
    const subjects: readonly Subject[] = [
      { attributes: {}, today: '2026-06-15' },
      { attributes: { country: 'FR' }, today: '2026-06-15' },
    ];
    const wanted = want([{ name: 'f', when: french, role: '$member' }], { subjects });
    expect(wanted).toEqual({ ...NOTHING, role: { name: '$member', rule: 'f' } });
  });

  it('takes extra entitlements of operators for rules, below the same limit', () => {
    const wanted = want([{ name: 'a', when: analysts, role: '$guest', groups: ['Red'] }], {
      extra: [
        extraFor('o1', { target: 'prod', role: '$admin' }),
        extraFor('o2', { target: 'prod', group: 'Red' }),
        extraFor('o3', { target: 'sandbox', group: 'Blue' }),
        { ...extraFor('o4', { target: 'prod', group: 'Blue' }), kind: 'access_kept' },
        extraFor('o5', undefined),
      ],
    });
    expect(wanted).toEqual({
      ...NOTHING,
      role: { name: '$member', rule: 'override o1' },
      groups: [{ group: 'Red', rules: ['a', 'override o2'] }],
      capped: { rule: 'override o1', role: '$admin' },
    });
  });
});

describe('whatever the rules', () => {
  const extra = fc.array(
    fc.record({ role, group }, { requiredKeys: [] }).map((given) => extraFor('x', { target: 'prod', ...given })),
    { maxLength: 2 },
  );
  const asked = fc.record({
    rules,
    lists: fc.constant(lists),
    target: fc.constant('prod'),
    maxRole: role,
    roleOrder: fc.constant(roleOrder),
    subjects: fc.array(subject, { maxLength: 3 }),
    extra,
  });
  const rank = (name: string | undefined) => roleOrder.indexOf(name ?? '');
  const namesOf = (wanted: Wanted) => wanted.groups.map(({ group }) => group);

  it('gives no role above maxRole', () => {
    fc.assert(
      fc.property(asked, (asked) => {
        expect(rank(wantedAccess(asked).role?.name)).toBeLessThanOrEqual(rank(asked.maxRole));
      }),
    );
  });

  it('does not depend on the order of rules, engagements or overrides', () => {
    fc.assert(
      fc.property(asked, (asked) => {
        const reversed = {
          ...asked,
          rules: asked.rules.toReversed(),
          subjects: asked.subjects.toReversed(),
          extra: asked.extra.toReversed(),
        };
        expect(wantedAccess(reversed)).toEqual(wantedAccess(asked));
      }),
    );
  });

  it('grants only by rules that hold, and never both grants a group and leaves it undecided', () => {
    fc.assert(
      fc.property(asked, (asked) => {
        const wanted = wantedAccess(asked);
        const holds = ({ when }: Rule) => asked.subjects.some((subject) => evaluate(when, subject, lists) === true);
        const holding = asked.rules.filter((rule) => rule.target === 'prod' && holds(rule)).map(({ name }) => name);
        const givers = [...wanted.groups.flatMap(({ rules }) => rules), ...(wanted.role ? [wanted.role.rule] : [])];
        for (const giver of givers) expect([...holding, 'override x']).toContain(giver);
        expect(wanted.undecidedGroups.filter((group) => namesOf(wanted).includes(group))).toEqual([]);
        for (const { rule } of wanted.unknown) expect(holding).not.toContain(rule);
      }),
    );
  });

  it('without what is unknown grants the same', () => {
    fc.assert(
      fc.property(asked, (asked) => {
        const wanted = wantedAccess(asked);
        const open = wanted.unknown.map(({ rule }) => rule);
        const decided = wantedAccess({ ...asked, rules: asked.rules.filter(({ name }) => !open.includes(name)) });
        expect({ role: decided.role, groups: decided.groups }).toEqual({ role: wanted.role, groups: wanted.groups });
      }),
    );
  });

  it('once everything is known, gives nothing that was neither granted nor undecided', () => {
    const known = { department: 'ab', jobTitle: 'b', country: 'a' };
    fc.assert(
      fc.property(asked, (asked) => {
        const before = wantedAccess(asked);
        const subjects = asked.subjects.map((subject) => ({
          startDate: '2026-06-15',
          endDate: '2026-12-31',
          ...subject,
          attributes: {
            ...known,
            ...Object.fromEntries(Object.entries(subject.attributes).filter(([, value]) => value !== null)),
          },
        }));
        const after = wantedAccess({ ...asked, subjects });
        for (const group of namesOf(after)) expect([...namesOf(before), ...before.undecidedGroups]).toContain(group);
        for (const group of namesOf(before)) expect(namesOf(after)).toContain(group);
        if (!before.undecidedRole) expect(after.role?.name).toBe(before.role?.name);
        expect(rank(after.role?.name)).toBeGreaterThanOrEqual(rank(before.role?.name));
      }),
    );
  });
});
