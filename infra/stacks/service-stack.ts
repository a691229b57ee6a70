import { Stack, type StackProps } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

import type { Config } from '../../shared/contracts/config/config.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { addOutput } from '../constructs/output.ts';
import { SecretPrefix } from '../constructs/secret-prefix.ts';
import { addAccessLogMetrics } from '../features/alarms/access-log-metrics.ts';
import { Alarms } from '../features/alarms/alarms.ts';
import { documentNames } from '../features/automation/automation.ts';
import { Dashboard } from '../features/dashboard/dashboard.ts';
import type { Foundation } from '../features/foundation.ts';
import { Ingest } from '../features/ingest.ts';
import { Operate } from '../features/operate.ts';
import { Poll } from '../features/poll.ts';
import { Provision } from '../features/provision.ts';
import { Rotate } from '../features/rotate.ts';
import type { FunctionBundles } from './function-bundles.ts';
import type { Names } from './names.ts';
import type { StateStack } from './state-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly names: Names;
  readonly config: Config;
  readonly bundles: FunctionBundles;
  readonly state: StateStack;
}

/** What runs, and the alarms about the whole of it. It can be removed and deployed again without losing anything. */
export class ServiceStack extends Stack {
  /** Runbook documents call it. */
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { names, config, bundles, state, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const { prefix, rolePath } = names;
    const { ledger, queues, bus, evidence } = state;
    const foundation: Foundation = { prefix, rolePath, ledger, queues, bus };
    const targetSecrets = new SecretPrefix(this, names.targetSecrets);
    const connectionSecrets = new SecretPrefix(this, names.connectionSecrets);
    this.api = new HttpApi(this, 'Api', { apiName: prefix });
    const { api } = this;
    const code = (folder: string) => Code.fromAsset(folder);

    const ingest = new Ingest(this, 'Ingest', { foundation, code: code(bundles.ingest), api, connectionSecrets });
    const provision = new Provision(this, 'Provision', { foundation, code: code(bundles.provision), targetSecrets });
    const poll = new Poll(this, 'Poll', { foundation, code: code(bundles.poll), targetSecrets, evidence });
    const operate = new Operate(this, 'Operate', {
      foundation,
      code: code(bundles.operate),
      api,
      targetSecrets,
      intake: provision.intake,
    });
    const rotate = new Rotate(this, 'Rotate', { foundation, code: code(bundles.rotate), targetSecrets });
    const functions = {
      ingest: ingest.function,
      provision: provision.function,
      poll: poll.function,
      operate: operate.function,
      rotate: rotate.function,
    };
    const { targets, connections, approvers } = config;
    const observed = { prefix, queues, api, functions, connections };
    addAccessLogMetrics(api.accessLog);
    const { topics } = new Alarms(this, 'Alarms', observed);
    const { dashboardName } = new Dashboard(this, 'Dashboard', {
      ...observed,
      targets: Object.keys(targets),
      documents: documentNames(prefix, approvers),
    });

    addOutput(this, 'ApiUrl', api.url);
    addOutput(this, 'AlarmTopicArn', topics.page.topicArn);
    addOutput(this, 'TicketTopicArn', topics.ticket.topicArn);
    addOutput(this, 'DashboardName', dashboardName);
  }
}
