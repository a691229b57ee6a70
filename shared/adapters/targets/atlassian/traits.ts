import type { ProviderTraits } from '../../../domain/provider/traits.ts';

/**
 * Roles are granted through groups (`atlassian.roleGroups`); `org-admin` is read and never given. Suspending works on organisation
 * administrators like on others.
 */
export const ATLASSIAN_TRAITS = {
  roles: ['guest', 'user', 'org-admin'],
  administrators: ['org-admin'],
  neverGranted: ['org-admin'],
  ending: { by: 'suspend', administrators: 'like-others' },
  invitees: 'none',
  // Atlassian publishes no figure: the most one may configure
  requestsPerMinute: 600,
  groupOwners: 'us-or-identity-provider',
} as const satisfies ProviderTraits;

/** What a configuration gets that says nothing: two requests a second. */
export const ATLASSIAN_DEFAULTS = { maxRole: 'user', requestsPerMinute: 120, consistencyMs: 30_000 } as const;

/** The last day of the deprecated endpoints of version 1 (`ended-endpoints.ts`). */
export const ATLASSIAN_V1_ENDED = '30 June 2026';
