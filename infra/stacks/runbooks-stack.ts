import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import type { Config } from '../../shared/contracts/config/config.ts';
import { Automation } from '../features/automation/automation.ts';
import type { Names } from './names.ts';
import type { ServiceStack } from './service-stack.ts';

export interface RunbooksStackProps extends StackProps {
  readonly names: Names;
  readonly config: Config;
  readonly service: ServiceStack;
}

/** The runbook documents. Each command adds a document and a role, so that they grow apart from what runs. */
export class RunbooksStack extends Stack {
  readonly automation: Automation;

  constructor(scope: Construct, id: string, { names, config, service, ...props }: RunbooksStackProps) {
    super(scope, id, props);
    const { prefix, rolePath } = names;
    const { approvers } = config;
    this.automation = new Automation(this, 'Automation', { prefix, rolePath, api: service.api, approvers });
  }
}
