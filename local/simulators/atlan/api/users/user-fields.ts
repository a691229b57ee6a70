import { type FieldTable, flagField, numberField, textField } from '../../query/field.ts';
import type { User } from '../../tenant/user.ts';

/** What users can be filtered and sorted by. */
export const userFields: FieldTable<User> = new Map([
  ['id', textField<User>((user) => user.id)],
  ['username', textField<User>((user) => user.username)],
  ['email', textField<User>((user) => user.email)],
  ['emailVerified', flagField<User>((user) => user.emailVerified)],
  ['enabled', flagField<User>((user) => user.enabled)],
  ['firstName', textField<User>((user) => user.firstName)],
  ['lastName', textField<User>((user) => user.lastName)],
  ['workspaceRole', textField<User>((user) => user.workspaceRole)],
  ['isLocked', flagField<User>((user) => user.isLocked)],
  ['isScimUser', flagField<User>((user) => user.isScimUser)],
  ['groupCount', numberField<User>((user) => user.groupIds.length)],
  ['lastLoginTime', numberField<User>((user) => user.lastLoginTime)],
  ['createdTimestamp', numberField<User>((user) => user.createdTimestamp)],
  // The Java SDK's name for it in `sort`.
  ['createdAt', numberField<User>((user) => user.createdTimestamp)],
]);
