import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';

import { awsInstallation } from '../../shared/adapters/aws/installation-probe.ts';
import { lambdaIntake } from '../../shared/adapters/aws/lambda-intake.ts';
import { sqsBacklog } from '../../shared/adapters/aws/sqs-backlog.ts';
import { sqsDeadLetterQueue } from '../../shared/adapters/aws/sqs-dead-letter-queue.ts';
import { sqsQueue } from '../../shared/adapters/aws/sqs-queue.ts';
import { hrisConnections } from '../../shared/adapters/hris/registry.ts';
import { catalogueReader } from '../../shared/app/converge/catalogue.ts';
import { identityReader } from '../../shared/app/converge/identities.ts';
import type { OperateDeps } from '../../shared/app/operate/deps.ts';
import { deployedPolicy } from '../../shared/contracts/config/deployed-policy.ts';
import { watchedConnections } from '../../shared/contracts/config/watched-connections.ts';
import { operateEnv } from '../../shared/contracts/env/operate.ts';
import { readEnv } from '../../shared/contracts/env.ts';
import { systemClock as clock, systemRandom as random } from '../../shared/runtime/system.ts';
import { configFromFile, ledgerFromEnv, targetsFromConfig } from '../wiring.ts';

export type OperateContainer = Omit<OperateDeps, 'observe'>;

/** The only place where operate meets its environment. */
export function createContainer(source: NodeJS.ProcessEnv): OperateContainer {
  const env = readEnv(operateEnv, source);
  const config = configFromFile();
  const sqs = new SQSClient();
  const lambda = new LambdaClient();
  const ledger = ledgerFromEnv(env);
  const targets = targetsFromConfig(config, env, ledger);
  return {
    ledger,
    queue: sqsQueue(sqs, env.LIFECYCLE_QUEUE_URL),
    backlog: sqsBacklog(sqs, env.LIFECYCLE_QUEUE_URL),
    deadLetterQueue: sqsDeadLetterQueue(sqs, env.DEAD_LETTER_QUEUE_URL),
    intake: lambdaIntake(lambda, env.INTAKE_MAPPING_ID),
    installation: awsInstallation({
      lambda,
      ssm: new SSMClient(),
      documentPrefix: env.DOCUMENT_PREFIX,
      dynamodb: new DynamoDBClient(),
      ledgerTable: env.LEDGER_TABLE,
    }),
    connections: hrisConnections(config.connections),
    listensTo: watchedConnections(config.connections),
    targets,
    probes: new Map(targets.map(({ target, probe }) => [target.name, probe])),
    policy: deployedPolicy(config),
    operators: config.operators,
    sponsorship: config.sponsorship,
    retention: config.retention,
    catalogues: catalogueReader(clock),
    identities: identityReader(),
    clock,
    random,
  };
}
