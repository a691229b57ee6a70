import * as z from 'zod/mini';

import { PLACE } from '../place.ts';
import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';

const ROOT = `arn:${PLACE.partition}:iam::${PLACE.account}:root`;

const key = known({
  EnableKeyRotation: z.literal(true),
  // the account itself, so that who may use the key is said by the policies of roles, which are evaluated
  KeyPolicy: z.strictObject({
    Statement: z.tuple([
      z.strictObject({
        Action: z.literal('kms:*'),
        Effect: z.literal('Allow'),
        Principal: z.strictObject({ AWS: z.literal(ROOT) }),
        Resource: z.literal('*'),
      }),
    ]),
    Version: z.string(),
  }),
});

/** Throws `UnknownPart` for a key whose own policy says more than that the account's policies decide. */
export function refuseOtherKeys(resources: readonly ResolvedResource[]): void {
  for (const resource of resources) readProperties(resource, key);
}
