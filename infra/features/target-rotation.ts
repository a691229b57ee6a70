import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRotationSchedule } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

import { ROTATION } from '../../shared/contracts/cadence.ts';
import { functionNameOf } from './function-names.ts';

interface TargetRotation {
  readonly prefix: string;
  readonly target: string;
  readonly secretName: string;
}

/** Has the token in a target's secret replaced once a month. */
export const addTargetRotation = (
  scope: Construct,
  { prefix, target, secretName }: TargetRotation,
): CfnRotationSchedule =>
  new CfnRotationSchedule(scope, `${target}-rotation`, {
    // both by name: a reference would be an export that the other stack could not drop when the target goes
    secretId: secretName,
    rotationLambdaArn: Stack.of(scope).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: functionNameOf(prefix, 'rotate'),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
    rotationRules: { automaticallyAfterDays: ROTATION.everyDays },
    // the secret is empty at the first deployment, and no later one should replace a token by the way
    rotateImmediatelyOnUpdate: false,
  });
