import type { View } from '../../kit/versioned-table.ts';
import type { User } from './user.ts';

/** How SCIM shows one user otherwise than Atlan's own interface does; what is not given is the same on both sides. */
export interface ScimView {
  readonly id?: string;
  readonly userName?: string;
  readonly email?: string;
  readonly active?: boolean;
  /** SCIM does not know the user. */
  readonly isAbsent?: boolean;
}

/** What SCIM knows of a tenant beside its users. It is not delayed as other reads may be. */
export interface ScimSide {
  /** What an administrator generated for the identity provider; undefined before. */
  token: string | undefined;
  /** By the id of a user of the tenant. */
  readonly views: Map<string, ScimView>;
  /** Users whom only SCIM shows, by id. */
  readonly only: Map<string, User>;
}

/** A user as SCIM knows them. */
export interface ScimUser {
  readonly id: string;
  readonly userName: string;
  readonly email: string;
  readonly active: boolean;
  readonly user: User;
}

export const createScimSide = (): ScimSide => ({ token: undefined, views: new Map(), only: new Map() });

/** Everybody whom SCIM shows, those last whom only it shows. */
export function scimUsers({ views, only }: ScimSide, { users }: { readonly users: View<User> }): readonly ScimUser[] {
  const shared = Array.from(users.values()).filter(({ id }) => views.get(id)?.isAbsent !== true);
  return [...shared, ...only.values()].map((user) => scimUserOf(user, views.get(user.id)));
}

/** One user as SCIM shows them. */
export const scimUserOf = (user: User, view: ScimView = {}): ScimUser => ({
  id: view.id ?? user.id,
  userName: view.userName ?? user.username,
  email: view.email ?? user.email,
  active: view.active ?? user.enabled,
  user,
});
