import { comparable } from '../comparable.ts';
import type { Policy, PolicyTarget } from '../policy.ts';
import type { Rule } from '../rule.ts';
import { checkCondition } from './check-condition.ts';
import { checkExample } from './check-example.ts';
import { choices, type Problem } from './problem.ts';

/** A policy of which some rules or examples could not be read at all: the holes keep the others at their index. */
export interface DraftPolicy extends Pick<Policy, 'targets' | 'lists'> {
  readonly rules: readonly (Policy['rules'][number] | undefined)[];
  readonly examples: readonly (Policy['examples'][number] | undefined)[];
}

/** The roles of a provider, from the least to the most. */
export type RolesOf = (provider: string) => readonly string[];

/** Everything in a well-formed policy that cannot be meant, section by section. `neverGranted`: roles of a provider that no rule may give. */
export function checkPolicy(
  policy: DraftPolicy,
  rolesOf: RolesOf,
  neverGranted: RolesOf = () => [],
): readonly Problem[] {
  const { targets, lists, rules, examples } = policy;
  return [
    ...Object.entries(targets).flatMap(([name, { groups, pilot }]) => [
      ...checkCatalogue(Object.keys(groups), `targets.${name}.groups`),
      ...(pilot ? checkCondition(pilot, `targets.${name}.pilot`, lists) : []),
    ]),
    ...rules.flatMap((rule, index) =>
      rule ? checkRule(rule, `rules[${index}] "${rule.name}"`, { ...policy, rolesOf, neverGranted }) : [],
    ),
    ...duplicates(rules, 'rules'),
    ...examples.flatMap((example, index) =>
      example ? checkExample(example, `examples[${index}] "${example.name}"`, { targets, rolesOf }) : [],
    ),
    ...duplicates(examples, 'examples'),
  ];
}

/** Two groups that differ in nothing a person would notice are one group on the target. */
function checkCatalogue(groups: readonly string[], where: string): readonly Problem[] {
  return groups.flatMap((group, index) => {
    const twin = groups.slice(0, index).find((other) => comparable(other) === comparable(group));
    if (twin === undefined) return [];
    return [{ where, problem: `has both "${twin}" and "${group}"`, fix: 'keep the one that the target shows' }];
  });
}

function checkRule(
  rule: Rule,
  where: string,
  {
    targets,
    lists,
    rolesOf,
    neverGranted,
  }: DraftPolicy & { readonly rolesOf: RolesOf; readonly neverGranted: RolesOf },
): readonly Problem[] {
  const target = Object.hasOwn(targets, rule.target) ? targets[rule.target] : undefined;
  const fix = `add it to targets, or use one of: ${choices(Object.keys(targets))}`;
  const unknown = { where: `${where} target`, problem: `names "${rule.target}", which does not exist`, fix };
  const grantsNothing = rule.role === undefined && (rule.groups ?? []).length === 0;
  return [
    ...(target
      ? [
          ...checkRole(rule, where, {
            ...target,
            roles: rolesOf(target.provider),
            never: neverGranted(target.provider),
          }),
          ...checkGroups(rule, where, target),
        ]
      : [unknown]),
    ...checkCondition(rule.when, `${where} when`, lists),
    ...(grantsNothing ? [{ where, problem: 'grants nothing', fix: 'give it a role or groups, or remove it' }] : []),
  ];
}

function checkRole(
  { role }: Rule,
  where: string,
  { provider, roles, never }: PolicyTarget & { readonly roles: readonly string[]; readonly never: readonly string[] },
): readonly Problem[] {
  if (role === undefined || (roles.includes(role) && !never.includes(role))) return [];
  const grantable = roles.filter((one) => !never.includes(one));
  if (never.includes(role)) {
    const problem = `is "${role}", which is given by a person in the target, never by us`;
    return [{ where: `${where} role`, problem, fix: `use one of: ${grantable.join(', ')}` }];
  }
  const problem = `is "${role}", which is no role of ${provider}`;
  return [{ where: `${where} role`, problem, fix: `use one of: ${grantable.join(', ')}` }];
}

function checkGroups(
  { groups = [], target }: Rule,
  where: string,
  { groups: catalogue, idpGroups }: PolicyTarget,
): readonly Problem[] {
  return groups.flatMap((group, index) => {
    const at = `${where} groups[${index}]`;
    if (idpGroups.some((owned) => comparable(owned) === comparable(group))) {
      const problem = `names "${group}", whose members the identity provider decides`;
      return [{ where: at, problem, fix: `remove it here, or from targets.${target}.idpGroups` }];
    }
    if (Object.hasOwn(catalogue, group)) return [];
    const problem = `names "${group}", which is not in the group catalogue of ${target}`;
    const fix = `add it to targets.${target}.groups, or use one of: ${choices(Object.keys(catalogue))}`;
    return [{ where: at, problem, fix }];
  });
}

function duplicates(named: readonly ({ readonly name: string } | undefined)[], where: string): readonly Problem[] {
  return named.flatMap((one, index) => {
    const first = named.findIndex((other) => other?.name === one?.name);
    if (!one || first === index) return [];
    const problem = `has the name of ${where}[${first}]`;
    return [{ where: `${where}[${index}] "${one.name}"`, problem, fix: 'give each a name of its own' }];
  });
}
