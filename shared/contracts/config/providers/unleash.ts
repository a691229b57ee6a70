import * as z from 'zod/mini';

import { UNLEASH_DEFAULTS, UNLEASH_TRAITS } from '../../../adapters/targets/unleash/traits.ts';
import { closed, text } from '../fields.ts';
import { type ConfiguredProvider, create } from './configured-provider.ts';

const unleash = closed({
  sendEmail: z.prefault(z.boolean(), false),
  edition: z.optional(z.enum(['oss', 'enterprise'])),
});

export const UNLEASH = {
  traits: UNLEASH_TRAITS,
  defaults: UNLEASH_DEFAULTS,
  own: { keys: ['unleash'], schema: closed({ unleash: z.prefault(unleash, {}) }) },
  // hosted instances stand behind a prefix: https://us.app.unleash-hosted.com/<instance>
  tokens: 'by-hand',
  basePath: true,
  oauthClients: false,
  group: closed({
    create,
    description: z.optional(text),
    mappingsSSO: z.optional(z.array(text)),
    rootRole: z.optional(z.enum(UNLEASH_TRAITS.roles)),
  }),
} as const satisfies ConfiguredProvider;
