import * as z from 'zod/mini';

import type { Account, PresentState } from '../../../domain/account/account.ts';
import type { Fields, Words } from '../item/item-kind.ts';

export const account = z.object({
  id: z.string(),
  state: z.optional(
    z.enum({
      invited: 'invited',
      provisioned: 'provisioned',
      active: 'active',
      disabled: 'disabled',
      locked: 'locked',
    } satisfies Words<PresentState>),
  ),
  username: z.optional(z.string()),
  email: z.optional(z.string()),
  firstName: z.optional(z.string()),
  lastName: z.optional(z.string()),
  role: z.optional(z.string()),
  enabled: z.optional(z.boolean()),
  endsBeyond: z.optional(z.literal(true)),
  emailVerified: z.optional(z.boolean()),
  createdAt: z.optional(z.number()),
  lastLoginAt: z.optional(z.number()),
} satisfies Fields<Account>);
