import { Duration, Validations } from 'aws-cdk-lib';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { TIMEOUT_SECONDS } from '../../shared/contracts/cadence.ts';
import { rotateEnv } from '../../shared/contracts/env/rotate.ts';
import type { SecretPrefix } from '../constructs/secret-prefix.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { FeatureProps } from './foundation.ts';
import { functionNameOf } from './function-names.ts';

export interface RotateProps extends FeatureProps {
  readonly targetSecrets: SecretPrefix;
}

/** Replaces the token in a target's secret. Each target has the schedule. */
export class Rotate extends Construct {
  readonly function: IFunction;
  /** By Secrets Manager, for the secrets of targets. */
  readonly mayBeCalled: CfnPermission;

  constructor(scope: Construct, id: string, { foundation, code, targetSecrets }: RotateProps) {
    super(scope, id);
    const { function: rotate } = new ServiceFunction(this, 'Rotate', {
      functionName: functionNameOf(foundation.prefix, 'rotate'),
      rolePath: foundation.rolePath,
      description: 'Replaces the token of a target: Secrets Manager asks for it step by step',
      code,
      memorySize: 256,
      timeout: Duration.seconds(TIMEOUT_SECONDS.rotate),
      contract: rotateEnv,
      environment: { TARGET_SECRET_PREFIX: targetSecrets.prefix },
      may: [
        targetSecrets.mayRead(),
        targetSecrets.may('SeeVersions', 'secretsmanager:DescribeSecret'),
        targetSecrets.may('KeepNewToken', 'secretsmanager:PutSecretValue'),
        targetSecrets.may('MakeCurrent', 'secretsmanager:UpdateSecretVersionStage'),
      ],
    });
    targetSecrets.acknowledgeIn(this);
    this.mayBeCalled = new CfnPermission(this, 'SecretsManager', {
      action: 'lambda:InvokeFunction',
      functionName: rotate.functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceArn: targetSecrets.arn,
    });
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'Secrets Manager asks again by itself, and an alarm tells of every failure.',
    });
    this.function = rotate;
  }
}
