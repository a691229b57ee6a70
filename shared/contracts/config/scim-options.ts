/** How one SCIM server is spoken to, where the standard leaves a choice or servers differ from it. */
export interface ScimProfile {
  /** Of what is sent. After 415 or 406 the other one is used. */
  readonly mediaType: 'application/scim+json' | 'application/json';
  /** By what a user is looked for, in this order; the first exact hit counts. `externalId` only before creating. */
  readonly userLookup: readonly ('externalId' | 'userName' | 'email')[];
  /** False where groups cannot be looked for by name: then all of them are listed. */
  readonly canFilterGroups: boolean;
  /** How an account is disabled, and enabled again. `delete` cannot be undone: the person gets a new account. */
  readonly deactivate: 'patch-pathless' | 'patch-path' | 'put' | 'delete';
  /** What proves a change of members: the answer, where it lists them; a read of the group; or nothing. */
  readonly verifyMembers: 'response' | 'get-group' | 'none';
  readonly maxMembersPerPatch: number;
  readonly countPerPage: number;
  /** `existing-only` where groups must be there, and be mapped, before: none is created or deleted. */
  readonly manageGroups: 'create' | 'existing-only';
  /** Pauses (ms) before a change that was answered and does not show yet is looked for again. */
  readonly readBackDelayMs: readonly number[];
  /** A server that ignores filters is read to its end instead; only for small directories. */
  readonly listWithoutFilters: boolean;
}

export type ScimProfileName = 'generic' | 'atlan' | 'unleash' | 'atlassian';

/** What a target says of its SCIM server: a known product, and how this tenant differs from it. */
export interface ScimOptions extends Partial<ScimProfile> {
  readonly profile?: ScimProfileName;
}
