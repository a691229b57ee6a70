import type { Kept, Wanted } from './wanted-access.ts';

/**
 * Wanted access under the deployed policy, with all that the active one gives kept where it is there. As with rules that cannot be decided,
 * nothing is granted by it: what a deployed policy gives flows at once, and what it no longer gives goes with its activation.
 */
export function withKept(deployed: Wanted, active: Wanted, roleOrder: readonly string[]): Wanted {
  const kept = keptBy(deployed, active, roleOrder);
  if (!kept) return deployed;
  // whom the deployed policy gives no role is given nothing more by it
  const groups = kept.most === undefined ? [] : deployed.groups;
  const given = groups.map(({ group }) => group);
  const undecidedGroups = [...namesOf(deployed), ...kept.groups].filter((group) => !given.includes(group)).sort();
  return { ...deployed, groups, undecidedGroups, ...(kept.role && { undecidedRole: kept.role }), kept };
}

/** What goes from a worker when the deployed policy follows the active one; undefined where nothing does. */
export function keptBy(deployed: Wanted, active: Wanted, roleOrder: readonly string[]): Kept | undefined {
  const [most, before] = [mostOf(deployed), mostOf(active)];
  // a worker whom neither gives a role has no access to lose by the change
  if (!most && !before) return undefined;
  const rank = (role: string | undefined): number => (role === undefined ? -1 : roleOrder.indexOf(role));
  const still = namesOf(deployed);
  const groups = namesOf(active).filter((group) => !still.includes(group));
  const role = rank(before?.name) > rank(most?.name) ? before : undefined;
  if (groups.length === 0 && !role) return undefined;
  return { groups, ...(role && { role }), ...(most && { most: most.name }) };
}

/** The most that policy gives, or may give. */
const mostOf = ({ role, undecidedRole }: Wanted): Wanted['role'] => undecidedRole ?? role;

/** The groups that policy gives, or may give. */
const namesOf = ({ groups, undecidedGroups }: Wanted): readonly string[] => [
  ...groups.map(({ group }) => group),
  ...undecidedGroups,
];
