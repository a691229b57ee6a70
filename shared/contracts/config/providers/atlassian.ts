import * as z from 'zod/mini';

import {
  ATLASSIAN_DEFAULTS,
  ATLASSIAN_TRAITS,
  ATLASSIAN_V1_ENDED,
} from '../../../adapters/targets/atlassian/traits.ts';
import { closed, text, whole } from '../fields.ts';
import { type ConfiguredProvider, create } from './configured-provider.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

const uuid = z.string().check(z.regex(UUID, 'copy the UUID from the address of Atlassian Administration'));

const directory = z
  .string()
  .check(
    z.refine(
      (value) => value === '-' || UUID.test(value),
      'give the UUID of one directory; - stands for all of them, and then nothing is written',
    ),
  );

const civilDate = z
  .string()
  .check(
    z.refine(
      (value) => CIVIL_DATE.test(value) && !Number.isNaN(Date.parse(value)),
      'write the date on which the key ends, such as 2027-03-31',
    ),
  );

/** What has ended cannot be asked for; `v2` is what there is. */
const api = z.optional(
  z
    .string()
    .check(
      z.refine(
        (value) => value === 'v2',
        `remove it: Atlassian ended version 1 of these endpoints on ${ATLASSIAN_V1_ENDED}, and version 2 is used; docs/providers/atlassian.md says what replaces each of them`,
      ),
    ),
);

const roleGroups = closed({ guest: z.optional(text), user: text }).check(
  z.refine(({ guest, user }) => guest !== user, 'name two groups: each of them gives one role'),
);

const settings = closed({
  orgId: uuid,
  directoryId: directory,
  roleGroups,
  sendNotification: z.prefault(z.boolean(), false),
  notificationText: z.optional(text),
  managedAccounts: z.prefault(z.enum(['disable', 'leave']), 'leave'),
  apiKeyExpires: z.optional(civilDate),
  consistencyMs: z.prefault(whole(0, 120_000), ATLASSIAN_DEFAULTS.consistencyMs),
  api,
});

const withoutApi = z.pipe(
  settings,
  z.transform((said) => {
    const { api: _, ...own } = said;
    return own;
  }),
);

export const ATLASSIAN = {
  traits: ATLASSIAN_TRAITS,
  defaults: ATLASSIAN_DEFAULTS,
  own: {
    keys: ['atlassian', 'api'],
    schema: z.pipe(
      closed({ atlassian: withoutApi, api }),
      z.transform(({ atlassian }) => ({ atlassian })),
    ),
  },
  tokens: 'by-hand',
  basePath: true,
  oauthClients: false,
  group: closed({ create, description: z.optional(text) }),
} as const satisfies ConfiguredProvider;
