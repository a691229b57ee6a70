import * as z from 'zod/mini';

import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';

export interface DeployedBucket {
  readonly name: string;
}

/** A bucket whose objects are locked. What the lock forbids later is not tried here: no function may ask for it. */
const bucket = known({
  BucketName: z.string(),
  BucketEncryption: z.unknown(),
  ObjectLockConfiguration: z.unknown(),
  ObjectLockEnabled: z.literal(true),
  PublicAccessBlockConfiguration: z.unknown(),
  VersioningConfiguration: z.strictObject({ Status: z.literal('Enabled') }),
});

export function readBucket(resource: ResolvedResource): DeployedBucket {
  return { name: readProperties(resource, bucket).BucketName };
}
