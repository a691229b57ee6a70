import { type FieldTable, flagField, numberField, textField } from '../query/field.ts';
import { listAnswer } from '../query/list-answer.ts';
import type { Role } from '../tenant/role.ts';
import type { ApiHandler } from './api-request.ts';

interface CountedRole extends Role {
  readonly members: number;
}

const roleFields: FieldTable<CountedRole> = new Map([
  ['id', textField<CountedRole>((role) => role.id)],
  ['name', textField<CountedRole>((role) => role.name)],
  ['description', textField<CountedRole>((role) => role.description)],
  ['level', textField<CountedRole>((role) => role.level)],
  ['clientRole', flagField<CountedRole>(() => false)],
  ['memberCount', numberField<CountedRole>((role) => role.members)],
  ['userCount', numberField<CountedRole>((role) => role.members)],
]);

/** Counts are strings. The Python SDK's model of this answer accepts no `records: null`. */
export const listRoles: ApiHandler = ({ tenant, view, query, options, disorder }) => {
  const sizes = new Map<string, number>();
  for (const { workspaceRole } of view.users.values()) sizes.set(workspaceRole, (sizes.get(workspaceRole) ?? 0) + 1);
  return listAnswer({
    records: tenant.roles.map((role) => ({ ...role, members: sizes.get(role.name) ?? 0 })),
    fields: roleFields,
    query,
    options,
    disorder,
    emptyRecords: 'list',
    render: ({ id, name, description, level, members }) => ({
      id,
      name,
      description,
      clientRole: false,
      level,
      memberCount: String(members),
      userCount: String(members),
    }),
  });
};
