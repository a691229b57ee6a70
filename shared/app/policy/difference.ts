import { keptBy } from '../../domain/policy/kept-access.ts';
import type { Wanted } from '../../domain/policy/wanted-access.ts';
import { roleRank } from '../../domain/provider/traits.ts';
import type { TargetSetup } from '../converge/target-setup.ts';

/** One thing that a worker has by one policy and not by another. */
export interface Difference {
  readonly state: 'gains' | 'loses' | 'locked-out';
  readonly what: 'role' | 'group';
  readonly name: string;
  readonly other?: string;
  readonly rule: string;
}

/** What wanted access becomes when another policy decides: gained is what it certainly gives, lost what it does not even perhaps give. */
export function differenceOf(
  before: Wanted,
  after: Wanted,
  traits: TargetSetup['target']['traits'],
): readonly Difference[] {
  const lost = keptBy(after, before, traits.roles);
  if (lost?.role && lost.most === undefined)
    return [{ state: 'locked-out', what: 'role', name: lost.role.name, rule: lost.role.rule }];
  return [...gained(before, after, traits), ...(lost ? lostRows(before, lost) : [])];
}

function gained(before: Wanted, after: Wanted, traits: TargetSetup['target']['traits']): readonly Difference[] {
  if (!after.role) return [];
  const had = before.undecidedRole?.name ?? before.role?.name;
  const isHigher = had === undefined || roleRank(after.role.name, traits) > roleRank(had, traits);
  const { name, rule } = after.role;
  const groups = after.groups.filter(({ group }) => !isGiven(before, group));
  return [
    ...(isHigher
      ? [{ state: 'gains', what: 'role', name, rule, ...(had !== undefined && { other: had }) } as const]
      : []),
    ...groups.map(
      ({ group, rules }) => ({ state: 'gains', what: 'group', name: group, rule: rules.join(', ') }) as const,
    ),
  ];
}

const lostRows = (before: Wanted, { role, most, groups }: NonNullable<ReturnType<typeof keptBy>>) => [
  ...(role ? [{ state: 'loses', what: 'role', name: role.name, rule: role.rule, other: most ?? '' } as const] : []),
  ...groups.map((name) => ({ state: 'loses', what: 'group', name, rule: rulesOf(before, name) }) as const),
];

const isGiven = ({ role, undecidedRole, groups, undecidedGroups }: Wanted, name: string): boolean =>
  (role ?? undecidedRole) !== undefined &&
  (groups.some(({ group }) => group === name) || undecidedGroups.includes(name));

const rulesOf = ({ groups }: Wanted, name: string): string =>
  groups.find(({ group }) => group === name)?.rules.join(', ') ?? 'not decided';
