import type { Actor } from './actor.ts';

/** One change, as Keycloak writes it down. */
export interface AdminChange {
  readonly operationType: 'CREATE' | 'UPDATE' | 'DELETE' | 'ACTION';
  readonly resourceType: 'USER' | 'USER_LOGIN_FAILURE' | 'REALM_ROLE_MAPPING' | 'GROUP_MEMBERSHIP' | 'GROUP';
  readonly resourcePath: string;
  /** JSON text of what was sent; absent for deletions and actions. */
  readonly representation?: string;
}

export interface AdminEvent extends AdminChange {
  /** Epoch ms. */
  readonly time: number;
  readonly actor: Actor;
}

/** The fields of `after` that are not as they were before, as a representation; undefined where all are. */
export function changedFields<T extends object>(
  names: readonly (keyof T)[],
  before: T | undefined,
  after: T,
): string | undefined {
  const changed = names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name]));
  return changed.length === 0
    ? undefined
    : JSON.stringify(Object.fromEntries(changed.map((name) => [name, after[name]])));
}
