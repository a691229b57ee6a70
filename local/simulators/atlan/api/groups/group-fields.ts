import type { View } from '../../../kit/versioned-table.ts';
import { type FieldTable, numberField, textField } from '../../query/field.ts';
import type { Rendered } from '../../query/projection.ts';
import { aliasOf, type Group } from '../../tenant/group.ts';
import type { User } from '../../tenant/user.ts';

export interface CountedGroup extends Group {
  readonly userCount: number;
}

/** The groups with their sizes, in one pass over the users. */
export function countedGroups(groups: Iterable<Group>, users: View<User>): readonly CountedGroup[] {
  const sizes = new Map<string, number>();
  for (const user of users.values()) for (const id of user.groupIds) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  return Array.from(groups, (group) => ({ ...group, userCount: sizes.get(group.id) ?? 0 }));
}

const numeric = (group: Group, name: string): number | undefined => {
  const value = group.attributes[name]?.[0];
  return value === undefined ? undefined : Number(value);
};

/** What groups can be filtered and sorted by. */
export const groupFields: FieldTable<CountedGroup> = new Map([
  ['id', textField<CountedGroup>((group) => group.id)],
  ['name', textField<CountedGroup>((group) => group.name)],
  ['alias', textField<CountedGroup>(aliasOf)],
  ['path', textField<CountedGroup>((group) => `/${group.name}`)],
  ['description', textField<CountedGroup>((group) => group.attributes['description']?.[0])],
  ['isDefault', textField<CountedGroup>((group) => group.attributes['isDefault']?.[0] ?? 'false')],
  ['userCount', numberField<CountedGroup>((group) => group.userCount)],
  ['createdAt', numberField<CountedGroup>((group) => numeric(group, 'createdAt'))],
  ['updatedAt', numberField<CountedGroup>((group) => numeric(group, 'updatedAt'))],
]);

/** A group in the groups of one user: without personas and purposes. */
export function plainGroup(group: CountedGroup): Rendered {
  return {
    id: group.id,
    name: group.name,
    alias: aliasOf(group),
    path: `/${group.name}`,
    attributes: group.attributes,
    userCount: group.userCount,
  };
}

/** A group in a list of groups. */
export function fullGroup(group: CountedGroup): Rendered {
  return { ...plainGroup(group), personas: [], purposes: [], roles: [], decentralizedRoles: null };
}
