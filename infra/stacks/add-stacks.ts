import { type App, type Stack, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

import type { FunctionBundles } from './function-bundles.ts';
import { namesOf } from './names.ts';
import { RunbooksStack } from './runbooks-stack.ts';
import { ServiceStack } from './service-stack.ts';
import type { Settings } from './settings.ts';
import { SHARDS } from './shards.ts';
import { StateStack } from './state-stack.ts';
import { TargetsStack } from './targets-stack.ts';

export interface StacksProps extends Omit<Settings, 'configFile'> {
  readonly bundles: FunctionBundles;
}

/**
 * Adds one installation to the app, and answers its stacks in the order of their deployment: what must be kept, what runs, the runbook
 * documents, and what watches the targets. Each has one name, in the app and in AWS. Whatever nag finds stops the synthesis.
 */
export function addStacks(app: App, { environment, config, isFirst, bundles }: StacksProps): readonly Stack[] {
  const names = namesOf(environment);
  const nameOf = (part: string) => `${names.prefix}-${part}`;
  const about = (what: string) => ({ names, config, description: `atlan-lifecycle ${environment}: ${what}` });
  const state = new StateStack(app, nameOf('state'), {
    ...about('the ledger, the queues, the secrets and the bus'),
    isFirst,
    // a stack whose first deployment failed can only be deleted
    terminationProtection: !isFirst,
  });
  const service = new ServiceStack(app, nameOf('service'), {
    ...about('the functions, the HTTP API, the schedule, the dashboard and the alarms about the whole'),
    bundles,
    state,
  });
  const runbooks = new RunbooksStack(app, nameOf('runbooks'), {
    ...about('the runbook documents'),
    service,
    // indentation counts against what CloudFormation takes of a template
    suppressTemplateIndentation: true,
  });
  const targets = SHARDS.map((shard) => {
    const stack = new TargetsStack(app, nameOf(`targets-${shard}`), {
      ...about('alarms about some of the targets, and the rotation of their tokens'),
      shard,
    });
    // it names what the service stack has
    stack.addStackDependency(service);
    return stack;
  });
  Tags.of(app).add('atlan-lifecycle', environment);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return [state, service, runbooks, ...targets];
}
