import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

import type { FunctionBundles } from './function-bundles.ts';
import { namesOf } from './names.ts';
import { ServiceStack } from './service-stack.ts';
import type { Settings } from './settings.ts';
import { StateStack } from './state-stack.ts';

export interface StacksProps extends Pick<Settings, 'environment' | 'config'> {
  readonly bundles: FunctionBundles;
}

export interface Stacks {
  readonly state: StateStack;
  readonly service: ServiceStack;
}

/** Adds one installation to the app: what must be kept, and what runs. Whatever nag finds stops the synthesis. */
export function addStacks(app: App, { environment, config, bundles }: StacksProps): Stacks {
  const names = namesOf(environment);
  const state = new StateStack(app, 'State', {
    names,
    config,
    stackName: `${names.prefix}-state`,
    description: `atlan-lifecycle ${environment}: the ledger, the queues, the secrets and the bus`,
    terminationProtection: true,
  });
  const service = new ServiceStack(app, 'Service', {
    names,
    config,
    bundles,
    state,
    stackName: `${names.prefix}-service`,
    description: `atlan-lifecycle ${environment}: the functions, the HTTP API, the schedule, the runbook documents and the alarms`,
  });
  Tags.of(app).add('atlan-lifecycle', environment);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { state, service };
}
