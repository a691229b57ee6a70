import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import type { Config } from '../../shared/contracts/config/config.ts';
import { rotatesTokens } from '../../shared/contracts/config/providers.ts';
import { addTargetAlarms } from '../features/alarms/target-alarms.ts';
import { addTargetRotation } from '../features/target-rotation.ts';
import type { Names } from './names.ts';
import { targetsIn } from './shards.ts';

export interface TargetsStackProps extends StackProps {
  readonly names: Names;
  readonly config: Config;
  readonly shard: string;
}

/**
 * What watches the targets of one shard and rotates their tokens. Whatever it needs of the service stack it names, and imports nothing,
 * so that the service stack can be changed without it. While it has no target it has no resources: the CDK's command line then makes no
 * such stack, and deletes the one that is there.
 */
export class TargetsStack extends Stack {
  constructor(scope: Construct, id: string, { names, config, shard, ...props }: TargetsStackProps) {
    super(scope, id, props);
    const { prefix, targetSecrets } = names;
    const targets = Object.entries(targetsIn(shard, config.targets));
    for (const [target, settings] of targets) {
      addTargetAlarms(this, { prefix, target, settings });
      if (rotatesTokens(settings.provider))
        addTargetRotation(this, { prefix, target, secretName: `${targetSecrets}${target}` });
    }
    if (targets.length === 0)
      Validations.of(this).acknowledge({
        id: 'CloudFormation-Validate::F0001',
        reason: 'CloudFormation never sees it: the CDK’s command line deploys no stack without resources.',
      });
  }
}
