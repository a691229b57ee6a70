export interface Role {
  readonly id: number;
  readonly type: 'root' | 'project';
  readonly name: string;
  readonly description: string;
}

/** The predefined roles, under the ids that every instance has. */
export const ROLES: readonly Role[] = [
  { id: 1, type: 'root', name: 'Admin', description: 'May do everything on the instance.' },
  { id: 2, type: 'root', name: 'Editor', description: 'May change most things, but neither users nor roles.' },
  { id: 3, type: 'root', name: 'Viewer', description: 'May read.' },
  { id: 4, type: 'project', name: 'Owner', description: 'May do everything in one project.' },
  { id: 5, type: 'project', name: 'Member', description: 'May change most things in one project.' },
  { id: 6, type: 'project', name: 'Reader', description: 'May read in one project.' },
];

export const ADMIN = 1;
export const VIEWER = 3;

export const rootRoles = ROLES.filter(({ type }) => type === 'root');

/** A root role by its id or its name. */
export const rootRole = (given: unknown): Role | undefined =>
  rootRoles.find(({ id, name }) => id === given || name === given);

/** `viewer`, `editor` or `admin`: how control endpoints call the root roles. */
export const roleWords = ['viewer', 'editor', 'admin'] as const;
export type RoleWord = (typeof roleWords)[number];

export const wordOf = (id: number | null): RoleWord | null =>
  roleWords.find((word) => word === rootRole(id)?.name.toLowerCase()) ?? null;
export const idOfWord = (word: RoleWord): number =>
  rootRoles.find(({ name }) => name.toLowerCase() === word)?.id ?? VIEWER;
