import * as z from 'zod/mini';
import { ROLE_ORDER } from '../../domain/policy/role-order.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import { conditionSchema } from './condition-schema.ts';
import type { TargetSettings } from './config.ts';
import { closed, text, whole } from './fields.ts';

const domain = z
  .string()
  .check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'write only the domain, in lower case and without @: example.com'));

const email = z
  .string()
  .check(z.overwrite(normaliseEmail), z.regex(/^[^\s@]+@[^\s@]+$/, 'write one e-mail address: name@example.com'));

const limit = (min: number, percent: number) =>
  z.prefault(closed({ min: z.prefault(whole(1, 10_000), min), percent: z.prefault(whole(1, 100), percent) }), {});

export const targetSchema: z.ZodMiniType<TargetSettings> = closed({
  provider: z.literal('atlan'),
  provisionedBy: z.prefault(z.enum(['invitation', 'scim', 'idp']), 'invitation'),
  idpAlias: z.optional(text),
  maxRole: z.prefault(z.enum(ROLE_ORDER.atlan), '$member'),
  allowedEmailDomains: z.array(domain).check(z.minLength(1, 'list the domains whose addresses may be invited')),
  adopt: z.prefault(z.enum(['exact-email', 'never']), 'exact-email'),
  withoutRole: z.prefault(z.enum(['hold', 'end']), 'hold'),
  groups: z.record(text, closed({ create: z.prefault(z.boolean(), false) })),
  idpGroups: z.prefault(z.array(text), []),
  protected: z.prefault(
    closed({
      ids: z.prefault(z.array(text), []),
      emails: z.prefault(z.array(email), []),
      globs: z.prefault(z.array(text), []),
    }),
    {},
  ),
  pilot: z.optional(conditionSchema),
  limits: z.prefault(
    closed({
      windowMinutes: z.prefault(whole(1, 1_440), 60),
      leavers: limit(3, 5),
      removals: limit(5, 10),
      grants: limit(25, 10),
    }),
    {},
  ),
  // Atlan allows 400 a minute for a whole tenant
  requestsPerMinute: z.prefault(whole(1, 400), 120),
  sweepMinutes: z.prefault(whole(1, 1_440), 5),
  dialect: z.prefault(
    closed({ readById: z.optional(z.enum(['list', 'get'])), addMembers: z.optional(z.enum(['user', 'group'])) }),
    {},
  ),
});
