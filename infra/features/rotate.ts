import { Duration, Validations } from 'aws-cdk-lib';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnRotationSchedule } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

import type { Config } from '../../shared/contracts/config/config.ts';
import { rotateEnv } from '../../shared/contracts/env/rotate.ts';
import { ROTATION } from '../../shared/contracts/rotation.ts';
import type { SecretPrefix } from '../constructs/secret-prefix.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { FeatureProps } from './foundation.ts';

export interface RotateProps extends FeatureProps {
  readonly targetSecrets: SecretPrefix;
  readonly targets: Config['targets'];
}

/** Replaces the token in every target's secret, once a month. */
export class Rotate extends Construct {
  readonly function: IFunction;

  constructor(scope: Construct, id: string, { foundation, code, targetSecrets, targets }: RotateProps) {
    super(scope, id);
    const { function: rotate } = new ServiceFunction(this, 'Rotate', {
      functionName: `${foundation.prefix}-rotate`,
      description: 'Replaces the token of a target: Secrets Manager asks for it step by step',
      code,
      memorySize: 256,
      // a target may take six minutes to make a token
      timeout: Duration.minutes(10),
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
    const permission = new CfnPermission(this, 'SecretsManager', {
      action: 'lambda:InvokeFunction',
      functionName: rotate.functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceArn: targetSecrets.arn,
    });
    for (const name of Object.keys(targets))
      new CfnRotationSchedule(this, name, {
        // by name: a reference would be an export that the other stack could not drop when a target goes
        secretId: `${targetSecrets.prefix}${name}`,
        rotationLambdaArn: rotate.functionArn,
        rotationRules: { automaticallyAfterDays: ROTATION.everyDays },
        // the secret is empty at the first deployment, and no later one should replace a token by the way
        rotateImmediatelyOnUpdate: false,
      }).addResourceDependency(permission);
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'Secrets Manager asks again by itself, and an alarm tells of every failure.',
    });
    this.function = rotate;
  }
}
