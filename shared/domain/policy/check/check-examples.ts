import type { Example, ExpectedAccess, Policy } from '../policy.ts';
import { type Wanted, wantedAccess } from '../wanted-access.ts';

/** Where policy gives an example something else than the example says, as sentences. The policy has passed `checkPolicy`. */
export function checkExamples(policy: Policy, rolesOf: (provider: string) => readonly string[]): readonly string[] {
  return policy.examples.flatMap((example) =>
    Object.entries(example.expect).flatMap(([target, expected]) =>
      difference(policy, { example, target, expected, rolesOf }),
    ),
  );
}

function difference(
  { targets, rules, lists }: Policy,
  {
    example,
    target,
    expected,
    rolesOf,
  }: {
    readonly example: Example;
    readonly target: string;
    readonly expected: ExpectedAccess;
    readonly rolesOf: (provider: string) => readonly string[];
  },
): readonly string[] {
  const settings = Object.hasOwn(targets, target) ? targets[target] : undefined;
  if (!settings) return [`example "${example.name}": there is no target ${target}`];
  const { worker: attributes, startDate, endDate, today } = example;
  const wanted = wantedAccess({
    rules,
    lists,
    target,
    maxRole: settings.maxRole,
    roleOrder: rolesOf(settings.provider),
    subjects: [{ attributes, startDate, endDate, today }],
    extra: [],
  });
  const should = describe(expected.role, expected.groups);
  const given = describe(
    wanted.role?.name ?? null,
    wanted.groups.map(({ group }) => group),
  );
  if (should === given) return [];
  return [`example "${example.name}": ${target} should give ${should}; policy gives ${given}${because(wanted)}`];
}

function describe(role: string | null, groups: readonly string[]): string {
  if (role === null) return 'no access';
  const names = [...new Set(groups)].sort().map((name) => JSON.stringify(name));
  return `role ${role} and ${names.length === 0 ? 'no groups' : `${names.length === 1 ? 'group' : 'groups'} ${names.join(', ')}`}`;
}

/** The rules behind it: those that granted, those that were capped, those that could not be decided. */
function because({ role, groups, unknown, capped }: Wanted): string {
  const names = [...new Set([...(role ? [role.rule] : []), ...groups.flatMap(({ rules }) => rules)])].sort();
  return [
    names.length > 0 ? `, by ${names.length === 1 ? 'rule' : 'rules'} ${names.join(', ')}` : '',
    !role && groups.length > 0 ? ' (groups without a role are no access)' : '',
    capped ? `; rule ${capped.rule} says ${capped.role}, above maxRole` : '',
    ...unknown.map(({ rule, missing }) => `; rule ${rule} is undecided without ${missing.join(', ')}`),
  ].join('');
}
