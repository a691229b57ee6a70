import type { ScimOptions, ScimProfile, ScimProfileName } from '../../../contracts/config/scim-options.ts';

const GENERIC: ScimProfile = {
  mediaType: 'application/scim+json',
  userLookup: ['externalId', 'userName'],
  canFilterGroups: true,
  deactivate: 'patch-pathless',
  verifyMembers: 'response',
  maxMembersPerPatch: 100,
  countPerPage: 100,
  manageGroups: 'create',
  readBackDelayMs: [1_000, 3_000],
  listWithoutFilters: false,
};

/** What is known of each product; docs/providers/scim.md says from where. */
const PROFILES: Readonly<Record<ScimProfileName, ScimProfile>> = {
  generic: GENERIC,
  // groups are mapped by an administrator, and members that match no user are skipped in silence
  atlan: { ...GENERIC, userLookup: ['userName'], verifyMembers: 'get-group', manageGroups: 'existing-only' },
  // its answers are not documented
  unleash: { ...GENERIC, userLookup: ['userName'], verifyMembers: 'get-group' },
  atlassian: GENERIC,
};

/** The profile of a server, with what its target says otherwise. */
export function profileOf({ profile = 'generic', ...options }: ScimOptions): ScimProfile {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...PROFILES[profile], ...given };
}
