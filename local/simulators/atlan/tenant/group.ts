export interface Group {
  readonly id: string;
  /** Internal name: unique, lower case, letters, digits, `_`, and `-` unless the tenant is strict. */
  readonly name: string;
  /** Every value is a list of strings: alias, description, isDefault, createdAt, createdBy, updatedAt, …. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export const aliasOf = (group: Group): string => group.attributes['alias']?.[0] ?? group.name;

export const isDefault = (group: Group): boolean => group.attributes['isDefault']?.[0]?.toLowerCase() === 'true';

export const isInternalName = (name: string, groupNames: 'lenient' | 'strict' = 'lenient'): boolean =>
  (groupNames === 'strict' ? /^[a-z0-9_]+$/ : /^[a-z0-9_-]+$/).test(name);
