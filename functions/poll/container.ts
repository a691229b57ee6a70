import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

import { eventBus } from '../../shared/adapters/aws/event-bus.ts';
import { s3Evidence } from '../../shared/adapters/aws/s3-evidence.ts';
import { sqsQueue } from '../../shared/adapters/aws/sqs-queue.ts';
import type { PollDeps } from '../../shared/app/poll/deps.ts';
import { deployedPolicy } from '../../shared/contracts/config/deployed-policy.ts';
import { watchedConnections } from '../../shared/contracts/config/watched-connections.ts';
import { pollEnv } from '../../shared/contracts/env/poll.ts';
import { readEnv } from '../../shared/contracts/env.ts';
import { systemClock as clock, systemRandom as random } from '../../shared/runtime/system.ts';
import { configFromFile, ledgerFromEnv, targetsFromConfig } from '../wiring.ts';

export type PollContainer = Omit<PollDeps, 'observe'>;

/** The only place where poll meets its environment. */
export function createContainer(source: NodeJS.ProcessEnv): PollContainer {
  const env = readEnv(pollEnv, source);
  const config = configFromFile();
  const ledger = ledgerFromEnv(env);
  return {
    ledger,
    queue: sqsQueue(new SQSClient(), env.LIFECYCLE_QUEUE_URL),
    bus: eventBus(new EventBridgeClient(), env.EVENT_BUS_NAME),
    // a bucket in the path is at one host, whatever its name is
    evidence: s3Evidence(new S3Client({ forcePathStyle: true }), env.EVIDENCE_BUCKET),
    targets: targetsFromConfig(config, env, ledger),
    listensTo: watchedConnections(config.connections),
    policy: deployedPolicy(config),
    retention: config.retention,
    clock,
    random,
  };
}
