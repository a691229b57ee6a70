import type { Random } from '../../kit/random.ts';
import { type Attributes, isAttributes, valueIn } from '../../kit/scim/answer.ts';
import { createVersionedTable, type VersionedTable, type View } from '../../kit/versioned-table.ts';

interface Kept {
  readonly id: string;
  /** Epoch ms. */
  readonly created: number;
  readonly lastModified: number;
  readonly version: number;
  /** Everything that clients may write. */
  readonly attributes: Attributes;
}

export interface User extends Kept {
  /** Deleted, in a directory that hides its deleted users: no search shows them, and their names stay taken. */
  readonly isHidden?: boolean;
  /** Epoch ms of sign-ins through the product. */
  readonly signIns: readonly number[];
}

export interface Group extends Kept {
  /** Ids of users; the same twice where the server keeps them so. */
  readonly memberIds: readonly string[];
}

/** What a reader sees: the directory now, or as it was a while ago. */
export interface DirectoryView {
  readonly users: View<User>;
  readonly groups: View<Group>;
}

export interface Directory extends DirectoryView {
  readonly users: VersionedTable<User>;
  readonly groups: VersionedTable<Group>;
  asOf(instant: number): DirectoryView;
  guid(): string;
  forgetHistory(): void;
}

export function createDirectory(random: Random): Directory {
  const users = createVersionedTable<User>();
  const groups = createVersionedTable<Group>();
  return {
    users,
    groups,
    asOf: (instant) => ({ users: users.asOf(instant), groups: groups.asOf(instant) }),
    guid: () => random.guid(),
    forgetHistory() {
      users.forget();
      groups.forget();
    },
  };
}

export const textIn = (attributes: Attributes, name: string): string | undefined => {
  const value = valueIn(attributes, name);
  return typeof value === 'string' ? value : undefined;
};

/** Absent is not false, but who is not shut out is in. */
export const isActive = ({ attributes }: User): boolean => valueIn(attributes, 'active') !== false;

/** The address that a person is known by: the primary one, else the first, else the userName. */
export function addressOf({ attributes }: Pick<User, 'attributes'>): string {
  const emails = valueIn(attributes, 'emails');
  const all = Array.isArray(emails) ? emails.filter(isAttributes) : [];
  const chosen = all.find((email) => valueIn(email, 'primary') === true) ?? all[0];
  return (chosen && textIn(chosen, 'value')) ?? textIn(attributes, 'userName') ?? '';
}

export const groupsOf = (groups: View<Group>, userId: string): readonly Group[] =>
  [...groups.values()].filter(({ memberIds }) => memberIds.includes(userId));

export function groupNamed(groups: View<Group>, name: string): Group | undefined {
  const sought = name.toLowerCase();
  return [...groups.values()].find(({ attributes }) => textIn(attributes, 'displayName')?.toLowerCase() === sought);
}

/** The user is gone, from every group too. */
export function removeUser({ users, groups }: Directory, id: string, at: number): void {
  users.remove(id, at);
  for (const group of groupsOf(groups, id))
    groups.put({ ...group, memberIds: group.memberIds.filter((member) => member !== id) }, at);
}
