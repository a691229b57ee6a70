import * as z from 'zod/mini';

import { field } from '../../http/decode.ts';

/** The contract says a list of roles, and its own example shows a list in a list. */
const platformRoles = field(
  z.pipe(
    z.array(z.union([z.string(), z.array(z.string())])),
    z.transform((roles) => roles.flat()),
  ),
);

/** A user as search and details show it; details are without `groups`. */
export const userRecord = z.looseObject({
  accountId: z.string(),
  accountType: field(z.string()),
  name: field(z.string()),
  email: field(z.string()),
  emailVerified: field(z.boolean()),
  accountStatus: field(z.string()),
  membershipStatus: field(z.string()),
  status: field(z.string()),
  claimStatus: field(z.string()),
  managementSource: field(z.string()),
  addedToOrg: field(z.string()),
  groups: field(z.array(z.looseObject({ id: z.string(), name: field(z.string()) }))),
  platformRoles,
});
export type UserRecord = z.infer<typeof userRecord>;

export const groupRecord = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: field(z.string()),
  directoryId: field(z.string()),
  managementAccess: field(
    z.looseObject({
      deletable: field(z.boolean()),
      modifiable: field(z.boolean()),
      readable: field(z.boolean()),
    }),
  ),
  externalSynced: field(z.boolean()),
  managedBy: field(z.string()),
  counts: field(z.looseObject({ users: field(z.number()), resources: field(z.number()) })),
});
export type GroupRecord = z.infer<typeof groupRecord>;

export const directoryRecord = z.looseObject({ directoryId: z.string() });

export const grantRecord = z.looseObject({ resourceId: z.string(), roles: z.array(z.string()) });

export const countRecord = z.looseObject({ count: z.number() });

/** Ids of groups stand bare in one answer and in an ARI in another. */
export const bareGroupId = (id: string): string => id.replace(/^ari:cloud:identity::group\//, '');

/** What details of a user answer. */
export const userDetailsShape = z.looseObject({ data: userRecord });
