import * as z from 'zod/mini';

import { field } from '../../http/decode.ts';
import { canonicalNames } from './names.ts';

/** RFC 7643 2.5: null and an empty list are the same as an absent attribute. */
const list = <T>(item: z.ZodMiniType<T>) => field(z.nullable(z.array(item)));

/** Entra's old form writes booleans as texts, and servers made for it keep them. */
const truth = field(
  z.union([
    z.boolean(),
    z.pipe(
      z.string().check(z.regex(/^(true|false)$/i)),
      z.transform((text: string) => text.toLowerCase() === 'true'),
    ),
  ]),
);

const figure = z.union([z.number(), z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number))]);

const meta = field(
  z.looseObject({ created: field(z.string()), lastModified: field(z.string()), version: field(z.string()) }),
);

/** Names in any case. */
const resource = <T>(shape: z.ZodMiniType<T>): z.ZodMiniType<T> =>
  z.pipe(z.pipe(z.unknown(), z.transform(canonicalNames)), shape) as z.ZodMiniType<T>;

const userShape = z.looseObject({
  id: z.string().check(z.minLength(1)),
  externalId: field(z.string()),
  userName: field(z.string()),
  active: truth,
  name: field(z.looseObject({ givenName: field(z.string()), familyName: field(z.string()) })),
  emails: list(z.looseObject({ value: field(z.string()), type: field(z.string()), primary: truth })),
  groups: list(z.looseObject({ value: z.string(), display: field(z.string()), type: field(z.string()) })),
  meta,
});
export type UserRecord = z.infer<typeof userShape>;
export const userRecord: z.ZodMiniType<UserRecord> = resource(userShape);

const groupShape = z.looseObject({
  id: z.string().check(z.minLength(1)),
  externalId: field(z.string()),
  displayName: field(z.string()),
  members: list(z.looseObject({ value: field(z.string()), type: field(z.string()) })),
  meta,
});
export type GroupRecord = z.infer<typeof groupShape>;
export const groupRecord: z.ZodMiniType<GroupRecord> = resource(groupShape);

/** One page of a list. An answer that neither lists nor counts is not an empty list; a cursor may come without a count (RFC 9865). */
export const listOf = <T>(item: z.ZodMiniType<T>) =>
  resource(
    z
      .looseObject({
        totalResults: z.optional(figure),
        Resources: z.optional(z.nullable(z.array(item))),
        nextCursor: field(z.string()),
      })
      .check(
        z.refine(
          ({ totalResults, Resources }) => totalResults !== undefined || (Resources?.length ?? 0) > 0,
          'neither lists nor counts',
        ),
      ),
  );

const supported = field(z.looseObject({ supported: truth }));

/** What a server says of itself. */
export const providerConfig = resource(
  z.looseObject({
    patch: supported,
    etag: supported,
    filter: field(z.looseObject({ supported: truth, maxResults: field(z.number()) })),
    pagination: field(z.looseObject({ cursor: truth })),
  }),
);
