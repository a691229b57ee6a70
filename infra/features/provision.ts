import { Duration, Validations } from 'aws-cdk-lib';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { TIMEOUT_SECONDS } from '../../shared/contracts/cadence.ts';
import { provisionEnv } from '../../shared/contracts/env/provision.ts';
import { LIFECYCLE_QUEUE } from '../../shared/contracts/lifecycle-queue.ts';
import { grant } from '../constructs/grant.ts';
import type { SecretPrefix } from '../constructs/secret-prefix.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { FeatureProps } from './foundation.ts';
import { functionNameOf } from './function-names.ts';

export interface ProvisionProps extends FeatureProps {
  readonly targetSecrets: SecretPrefix;
}

/** Works the lifecycle queue off: records facts, and brings access in line. */
export class Provision extends Construct {
  readonly function: IFunction;
  /** What hands the queue over; operate may switch it off. */
  readonly intake: EventSourceMapping;

  constructor(scope: Construct, id: string, { foundation, code, targetSecrets }: ProvisionProps) {
    super(scope, id);
    const { prefix, rolePath, ledger, queues, bus } = foundation;
    const { queue, deadLetters } = queues;
    const { function: provision } = new ServiceFunction(this, 'Provision', {
      functionName: functionNameOf(prefix, 'provision'),
      rolePath,
      description: 'Records HR events and brings the access on the targets in line with them',
      code,
      memorySize: 512,
      timeout: Duration.seconds(TIMEOUT_SECONDS.provision),
      contract: provisionEnv,
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        LIFECYCLE_QUEUE_URL: queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
        EVENT_BUS_NAME: bus.eventBusName,
        TARGET_SECRET_PREFIX: targetSecrets.prefix,
      },
      may: [
        ...ledger.mayUse(
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:UpdateItem',
          'dynamodb:DeleteItem',
          'dynamodb:Query',
        ),
        // leavers whose sign-in has ended wait with the rest for others who are due
        ledger.mayFindDue(),
        grant(
          'WorkQueueOff',
          ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
          queue.queueArn,
        ),
        grant('Park', ['sqs:SendMessage'], deadLetters.queueArn),
        grant('TellWhatHappened', ['events:PutEvents'], bus.eventBusArn),
        targetSecrets.mayRead(),
      ],
    });
    targetSecrets.acknowledgeIn(this);
    // written out, because the event source that CDK offers grants more than is called
    this.intake = provision.addEventSourceMapping('FromQueue', {
      eventSourceArn: queue.queueArn,
      batchSize: LIFECYCLE_QUEUE.batchSize,
      reportBatchItemFailures: true,
      maxConcurrency: LIFECYCLE_QUEUE.maxConcurrency,
    });
    const reason = 'Its source is a queue, and that has a dead-letter queue.';
    Validations.of(this).acknowledge(
      { id: 'Serverless-LambdaDLQ', reason },
      { id: 'Serverless-LambdaEventSourceMappingDestination', reason },
    );
    this.function = provision;
  }
}
