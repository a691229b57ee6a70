import type { ProviderTraits } from '../../../domain/provider/traits.ts';

/** Atlan's built-in roles; administrators cannot be disabled, and neither can those who have not accepted their invitation. */
export const ATLAN_TRAITS = {
  roles: ['$guest', '$member', '$admin'],
  administrators: ['$admin'],
  ending: { by: 'disable', administrators: 'after-another-role' },
  invitees: 'cannot-be-ended',
  // its documentation of API rate limits
  requestsPerMinute: 400,
  groupOwners: 'us-or-identity-provider',
  removesAccounts: true,
} as const satisfies ProviderTraits;

/** What a configuration gets that says nothing. */
export const ATLAN_DEFAULTS = { maxRole: '$member', requestsPerMinute: 120 } as const;
