export interface Group {
  readonly id: string;
  /** The target's internal name. */
  readonly name: string;
  /** The name people see. */
  readonly alias?: string;
  readonly memberCount?: number;
  /** Single sign-on adds people to it whom the identity provider claims: who is taken out may be in it again after a sign-in. */
  readonly isFilledAtSignIn?: true;
  /** Who decides who is in it; absent where the target does not say it with the group. */
  readonly managedBy?: 'us' | 'identity-provider' | 'product';
  /** The role that every member has by it, by the provider's name; absent where it gives none, or the target does not say. */
  readonly roleOfMembers?: string;
}

export interface NewGroup {
  readonly alias: string;
  readonly description?: string;
}

export interface CreatedGroup {
  readonly group: Group;
  readonly how: 'created' | 'adopted';
}
