import { createHash } from 'node:crypto';

import { canonicalJson } from '../text/canonical-json.ts';
import type { Condition, Lists } from './condition.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';

/** All that decides what workers get on one target; rules by name, and only the lists that they name. */
export interface TargetPolicy {
  readonly rules: readonly Rule[];
  readonly lists: Lists;
  readonly maxRole: string;
}

interface Concerning extends Pick<Policy, 'rules' | 'lists'> {
  readonly target: string;
  readonly maxRole: string;
}

/** What a configuration says about one target; the order of its rules means nothing. */
export function targetPolicy({ rules, lists, target, maxRole }: Concerning): TargetPolicy {
  const own = rules.filter((rule) => rule.target === target).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const named = new Set(own.flatMap(({ when }) => listsIn(when)));
  return {
    rules: own,
    lists: Object.fromEntries(Object.entries(lists).filter(([name]) => named.has(name))),
    maxRole,
  };
}

/** Names a policy of one target by its content: 16 hexadecimal digits. */
export const policyHash = (policy: TargetPolicy): string => digest(policy);

/** Names the policies of all targets together, by what each one's hash is. */
export const wholeHash = (hashes: Readonly<Record<string, string>>): string => digest(hashes);

const digest = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);

/**
 * Whether one policy certainly gives every worker all that another one gave: each rule is still there, with no lower role and no group
 * less. False says nothing: other rules may give the same.
 */
export function givesNoLess(after: TargetPolicy, before: TargetPolicy, roleOrder: readonly string[]): boolean {
  const rank = (role: string | undefined): number => (role === undefined ? -1 : roleOrder.indexOf(role));
  if (rank(after.maxRole) < rank(before.maxRole)) return false;
  const sameLists = (when: Condition): boolean =>
    listsIn(when).every((name) => canonicalJson(after.lists[name]) === canonicalJson(before.lists[name]));
  return before.rules.every(({ when, role, groups = [] }) =>
    after.rules.some(
      (rule) =>
        canonicalJson(rule.when) === canonicalJson(when) &&
        sameLists(when) &&
        rank(rule.role) >= rank(role) &&
        groups.every((group) => rule.groups?.includes(group)),
    ),
  );
}

function listsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(listsIn);
  if ('any' in condition) return condition.any.flatMap(listsIn);
  if ('not' in condition) return listsIn(condition.not);
  return 'inList' in condition ? [condition.inList] : [];
}
