import * as z from 'zod/mini';

import { ATLAN_DEFAULTS, ATLAN_TRAITS } from '../../../adapters/targets/atlan/traits.ts';
import { closed } from '../fields.ts';
import { type ConfiguredProvider, plainGroup } from './configured-provider.ts';

const dialect = closed({
  readById: z.optional(z.enum(['list', 'get'])),
  addMembers: z.optional(z.enum(['user', 'group'])),
});

export const ATLAN = {
  traits: ATLAN_TRAITS,
  defaults: ATLAN_DEFAULTS,
  own: {
    keys: ['dialect', 'leaverTokens', 'leaverAssets', 'eventFeed'],
    schema: closed({
      dialect: z.prefault(dialect, {}),
      leaverTokens: z.optional(z.enum(['report', 'revoke'])),
      leaverAssets: z.optional(z.enum(['report', 'hand-over'])),
      eventFeed: z.optional(z.enum(['watch'])),
    }),
  },
  tokens: 'rotated',
  basePath: false,
  oauthClients: true,
  group: plainGroup,
} as const satisfies ConfiguredProvider;
