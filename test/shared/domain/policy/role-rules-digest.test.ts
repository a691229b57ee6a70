import { describe, expect, it } from 'vitest';

import type { Authority } from '../../../../shared/domain/policy/authority.ts';
import { roleRulesDigest } from '../../../../shared/domain/policy/role-rules-digest.ts';
import type { Rule } from '../../../../shared/domain/policy/rule.ts';

const rule = (name: string, more: Partial<Rule> = {}): Rule => ({
  name,
  target: 'prod',
  when: { always: true },
  role: '$member',
  ...more,
});
const RULES = [rule('a'), rule('b', { role: '$guest' }), rule('c', { when: { date: 'today', from: '2026-03-01' } })];
const BASE = { rules: RULES, lists: { hubs: ['Lyon'] }, target: 'prod', maxRole: '$member' };
interface Deciding extends Partial<typeof BASE> {
  readonly access?: { readonly authority?: Authority };
}
const digest = (more: Deciding = {}) => roleRulesDigest({ ...BASE, ...more });

describe('the name of all that decides about roles on a target', () => {
  // the ledger keeps it since when the rules are what they are: worked out otherwise, all rules look new
  it('stays what it was', () => {
    expect(digest()).toBe('a5e9f3fd9c4209a48db81fef5244ba43');
  });

  it.each<[string, Deciding]>([
    ['the order of the rules', { rules: RULES.toReversed() }],
    ['another order of them', { rules: [RULES[1]!, RULES[2]!, RULES[0]!] }],
    ['the groups that they give', { rules: RULES.map((one) => ({ ...one, groups: ['Red'] })) }],
    ['rules that give groups only', { rules: [...RULES, rule('d', { role: undefined, groups: ['Red'] })] }],
    ['a setting of dates', { access: {} }],
    ['rules of another target', { rules: [...RULES, rule('d', { target: 'sandbox' })] }],
  ])('does not change with %s', (_, more) => {
    expect(digest(more)).toBe(digest());
  });

  it.each<[string, Deciding]>([
    ['one rule less', { rules: RULES.slice(1) }],
    ['one rule more', { rules: [...RULES, rule('d')] }],
    ['the name of a rule', { rules: [rule('z'), ...RULES.slice(1)] }],
    ['the role that a rule gives', { rules: [rule('a', { role: '$admin' }), ...RULES.slice(1)] }],
    ['whom a rule means', { rules: [rule('a', { when: { not: { always: true } } }), ...RULES.slice(1)] }],
    ['a list', { lists: { hubs: ['Lyon', 'Berlin'] } }],
    ['the most that the target allows', { maxRole: '$admin' }],
    ['which connection is heard of an attribute', { access: { authority: { department: ['workday'] } } }],
    ['the target', { target: 'sandbox' }],
  ])('changes with %s', (_, more) => {
    expect(digest(more)).not.toBe(digest());
  });
});
