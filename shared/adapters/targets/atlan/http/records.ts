import * as z from 'zod/mini';

import { field } from '../../http/decode.ts';

/** A number on some endpoints, a numeric string on others. */
export const figure = field(z.pipe(z.union([z.number(), z.string().check(z.regex(/^\d+$/))]), z.transform(Number)));
const texts = z.catch(z.optional(z.array(z.string())), undefined);

/** A user as `GET /api/service/users` and a group's members show it. */
export const userRecord = z.looseObject({
  id: z.string(),
  username: field(z.string()),
  email: field(z.string()),
  emailVerified: field(z.boolean()),
  enabled: field(z.boolean()),
  firstName: field(z.string()),
  lastName: field(z.string()),
  workspaceRole: field(z.string()),
  roles: texts,
  createdTimestamp: field(z.number()),
  lastLoginTime: field(z.number()),
  loginEvents: field(z.array(z.unknown())),
  isLocked: field(z.boolean()),
});
export type UserRecord = z.infer<typeof userRecord>;

/** A group; some third-party documents call `memberCount` `userCount`. */
export const groupRecord = z.looseObject({
  id: z.string(),
  name: z.string(),
  alias: field(z.string()),
  attributes: field(z.looseObject({ alias: texts, description: texts })),
  userCount: field(z.number()),
  memberCount: figure,
});
export type GroupRecord = z.infer<typeof groupRecord>;

/** A role. */
export const roleRecord = z.looseObject({ id: z.string(), name: z.string() });

/** An API token. `accessToken` is in the answer that created it, and nowhere else. */
export const tokenRecord = z.looseObject({
  id: z.string(),
  clientId: field(z.string()),
  displayName: field(z.string()),
  attributes: field(
    z.looseObject({
      accessToken: field(z.string()),
      createdAt: figure,
      createdBy: field(z.string()),
      displayName: field(z.string()),
      description: field(z.string()),
      clientId: field(z.string()),
      personaQualifiedName: z.optional(z.unknown()),
      'access.token.lifespan': figure,
    }),
  ),
});
export type TokenRecord = z.infer<typeof tokenRecord>;
