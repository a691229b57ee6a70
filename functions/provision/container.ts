import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';

import { eventBus } from '../../shared/adapters/aws/event-bus.ts';
import { sqsDelay, sqsParking } from '../../shared/adapters/aws/sqs-queue.ts';
import { catalogueReader } from '../../shared/app/converge/catalogue.ts';
import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { identityReader } from '../../shared/app/converge/identities.ts';
import { unheardNoter } from '../../shared/app/heard/unheard.ts';
import type { RetentionSettings } from '../../shared/contracts/config/config.ts';
import { deployedPolicy } from '../../shared/contracts/config/deployed-policy.ts';
import { provisionEnv } from '../../shared/contracts/env/provision.ts';
import { readEnv } from '../../shared/contracts/env.ts';
import type { Parking } from '../../shared/ports/queue.ts';
import { systemClock as clock, systemRandom as random } from '../../shared/runtime/system.ts';
import { configFromFile, ledgerFromEnv, targetsFromConfig } from '../wiring.ts';

export interface ProvisionContainer extends Omit<ProvisionDeps, 'notice'> {
  readonly parking: Parking;
  readonly retention: RetentionSettings;
  /** Sets for how many seconds a received message stays out of sight. */
  readonly delay: (receiptHandle: string, seconds: number) => Promise<void>;
}

/** The only place where provision meets its environment. */
export function createContainer(source: NodeJS.ProcessEnv): ProvisionContainer {
  const env = readEnv(provisionEnv, source);
  const config = configFromFile();
  const sqs = new SQSClient();
  const ledger = ledgerFromEnv(env);
  return {
    ledger,
    bus: eventBus(new EventBridgeClient(), env.EVENT_BUS_NAME),
    targets: targetsFromConfig(config, env, ledger),
    policy: deployedPolicy(config),
    retention: config.retention,
    catalogues: catalogueReader(clock),
    identities: identityReader(),
    noteUnheard: unheardNoter(ledger.checkpoints, clock),
    clock,
    random,
    parking: sqsParking(sqs, env.DEAD_LETTER_QUEUE_URL),
    delay: sqsDelay(sqs, env.LIFECYCLE_QUEUE_URL),
  };
}
