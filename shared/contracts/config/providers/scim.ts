import * as z from 'zod/mini';

import { SCIM_DEFAULTS, SCIM_TRAITS } from '../../../adapters/targets/scim/traits.ts';
import { closed, whole } from '../fields.ts';
import { type ConfiguredProvider, plainGroup } from './configured-provider.ts';

const lookups = z
  .array(z.enum(['externalId', 'userName', 'email']))
  .check(
    z.refine(
      (names) => names.includes('userName') || names.includes('email'),
      'name userName or email: an account is looked for by an address',
    ),
  );

const options = closed({
  profile: z.prefault(z.enum(['generic', 'atlan', 'unleash', 'atlassian']), 'generic'),
  mediaType: z.optional(z.enum(['application/scim+json', 'application/json'])),
  userLookup: z.optional(lookups),
  canFilterGroups: z.optional(z.boolean()),
  deactivate: z.optional(z.enum(['patch-pathless', 'patch-path', 'put', 'delete'])),
  verifyMembers: z.optional(z.enum(['response', 'get-group', 'none'])),
  maxMembersPerPatch: z.optional(whole(1, 1_000)),
  countPerPage: z.optional(whole(1, 1_000)),
  manageGroups: z.optional(z.enum(['create', 'existing-only'])),
  readBackDelayMs: z.optional(
    z.array(whole(0, 30_000)).check(z.maxLength(5, 'name at most five pauses, each in milliseconds')),
  ),
  listWithoutFilters: z.optional(z.boolean()),
});

export const SCIM = {
  traits: SCIM_TRAITS,
  defaults: SCIM_DEFAULTS,
  own: { keys: ['scim'], schema: closed({ scim: z.prefault(options, {}) }) },
  tokens: 'by-hand',
  basePath: true,
  oauthClients: false,
  group: plainGroup,
} as const satisfies ConfiguredProvider;
