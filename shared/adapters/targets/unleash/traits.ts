import type { ProviderTraits } from '../../../domain/provider/traits.ts';

/** Unleash's predefined root roles; an account works from its creation on, and ends only by being deleted. */
export const UNLEASH_TRAITS = {
  roles: ['viewer', 'editor', 'admin'],
  administrators: ['admin'],
  ending: { by: 'delete', administrators: 'like-others' },
  invitees: 'none',
  // Unleash documents no limit but the 20 users a minute that may be created; this is ours, for an instance that others use too
  requestsPerMinute: 600,
  groupOwners: 'us-or-identity-provider',
} as const satisfies ProviderTraits;

/** What a configuration gets that says nothing. */
export const UNLEASH_DEFAULTS = { maxRole: 'editor', requestsPerMinute: 120 } as const;
