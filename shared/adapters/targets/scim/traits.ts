import type { ProviderTraits } from '../../../domain/provider/traits.ts';

/** SCIM's core schema knows users and no roles; an account is there at once, and `active` lets it in. */
export const SCIM_TRAITS = {
  roles: ['user'],
  administrators: [],
  ending: { by: 'disable', administrators: 'like-others' },
  invitees: 'none',
  // no standard says it; what a careful client sends at most
  requestsPerMinute: 600,
  groupOwners: 'us',
} as const satisfies ProviderTraits;

/** What a configuration gets that says nothing; who is at the other end of this protocol holds the SCIM connection. */
export const SCIM_DEFAULTS = { maxRole: 'user', requestsPerMinute: 120, provisionedBy: 'scim' } as const;
