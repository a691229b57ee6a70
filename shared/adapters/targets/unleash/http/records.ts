import * as z from 'zod/mini';

import { field } from '../../http/decode.ts';

/** A field that is not listed is dropped: the link of an invitation is a secret, and comes with every user. */
export const userRecord = z.object({
  id: z.int(),
  accountType: field(z.string()),
  username: field(z.string()),
  email: field(z.string()),
  /** Absent in what a search and a group show; null for a user without a root role. */
  rootRole: field(z.nullable(z.number())),
  createdAt: field(z.string()),
  seenAt: field(z.string()),
  scimId: field(z.string()),
});
export type UserRecord = z.infer<typeof userRecord>;

/**
 * A group with its members. Nothing of it may be guessed, for all of it is sent back when one member changes: without `rootRole` the whole
 * team would lose its role.
 */
export const groupRecord = z.object({
  id: z.int(),
  name: z.string(),
  description: z.optional(z.nullable(z.string())),
  mappingsSSO: z.optional(z.nullable(z.array(z.string()))),
  rootRole: z.nullable(z.number()),
  scimId: field(z.string()),
  users: z.array(z.object({ user: userRecord })),
});
export type GroupRecord = z.infer<typeof groupRecord>;

/** What a write answers: without members. */
export const writtenGroup = z.object({ id: z.int(), name: z.string() });
