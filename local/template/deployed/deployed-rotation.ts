import * as z from 'zod/mini';

import { known, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved.ts';

/** What has a secret's value replaced by a function. */
export interface DeployedRotation {
  /** The secret's name or ARN. */
  readonly secretId: string;
  readonly functionArn: string;
  readonly everyDays: number;
}

const rotation = known({
  // the local cloud rotates only on request
  RotateImmediatelyOnUpdate: z.literal(false),
  RotationLambdaARN: z.string(),
  RotationRules: z.strictObject({ AutomaticallyAfterDays: z.number() }),
  SecretId: z.string(),
});

export function readRotation(resource: ResolvedResource): DeployedRotation {
  const { RotationLambdaARN, RotationRules, SecretId } = readProperties(resource, rotation);
  return { secretId: SecretId, functionArn: RotationLambdaARN, everyDays: RotationRules.AutomaticallyAfterDays };
}
