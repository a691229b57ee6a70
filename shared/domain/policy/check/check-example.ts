import type { Example, ExpectedAccess, Policy } from '../policy.ts';
import { checkDate } from './check-condition.ts';
import { choices, type Problem } from './problem.ts';

interface Against {
  readonly targets: Policy['targets'];
  readonly rolesOf: (provider: string) => readonly string[];
}

/** What an example says that no policy could fulfil. Whether this one does is the business of `checkExamples`. */
export function checkExample(example: Example, where: string, against: Against): readonly Problem[] {
  const { startDate, endDate, today, expect } = example;
  return [
    ...checkDate(startDate, `${where} startDate`),
    ...checkDate(endDate, `${where} endDate`),
    ...checkDate(today, `${where} today`),
    ...Object.entries(expect).flatMap(([name, expected]) =>
      checkExpected(expected, { name, where: `${where} expect.${name}`, ...against }),
    ),
  ];
}

function checkExpected(
  { role, groups }: ExpectedAccess,
  { name, where, targets, rolesOf }: Against & { readonly name: string; readonly where: string },
): readonly Problem[] {
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (!target) {
    const fix = `add it to targets, or use one of: ${choices(Object.keys(targets))}`;
    return [{ where, problem: 'is about a target that does not exist', fix }];
  }
  const roles = rolesOf(target.provider);
  if (role === null) {
    const fix = 'remove the groups, or expect a role';
    return groups.length > 0 ? [{ where, problem: 'expects groups without a role, which is no access', fix }] : [];
  }
  const problem = `is "${role}", which is no role of ${target.provider}`;
  return roles.includes(role) ? [] : [{ where: `${where}.role`, problem, fix: `use one of: ${roles.join(', ')}` }];
}
