import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRotationSchedule } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

import { ROTATION } from '../../shared/contracts/rotation.ts';
import { functionNameOf } from './function-names.ts';

export interface TargetRotationProps {
  readonly prefix: string;
  readonly secretName: string;
}

/** Has the token in a target's secret replaced once a month. */
export class TargetRotation extends Construct {
  constructor(scope: Construct, id: string, { prefix, secretName }: TargetRotationProps) {
    super(scope, id);
    new CfnRotationSchedule(this, 'Schedule', {
      // both by name: a reference would be an export that the other stack could not drop when the target goes
      secretId: secretName,
      rotationLambdaArn: Stack.of(this).formatArn({
        service: 'lambda',
        resource: 'function',
        resourceName: functionNameOf(prefix, 'rotate'),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      rotationRules: { automaticallyAfterDays: ROTATION.everyDays },
      // the secret is empty at the first deployment, and no later one should replace a token by the way
      rotateImmediatelyOnUpdate: false,
    });
  }
}
