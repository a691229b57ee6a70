import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { TICK_MINUTES, TIMEOUT_SECONDS } from '../../shared/contracts/cadence.ts';
import { pollEnv } from '../../shared/contracts/env/poll.ts';
import type { EvidenceBucket } from '../constructs/evidence-bucket.ts';
import { grant } from '../constructs/grant.ts';
import type { SecretPrefix } from '../constructs/secret-prefix.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { FeatureProps } from './foundation.ts';
import { functionNameOf } from './function-names.ts';

export interface PollProps extends FeatureProps {
  readonly targetSecrets: SecretPrefix;
  readonly evidence: EvidenceBucket;
}

/** The tick. Its lease in the ledger lets one run at a time. */
export class Poll extends Construct {
  readonly function: IFunction;

  constructor(scope: Construct, id: string, { foundation, code, targetSecrets, evidence }: PollProps) {
    super(scope, id);
    const { prefix, rolePath, ledger, queues, bus } = foundation;
    const { function: poll } = new ServiceFunction(this, 'Poll', {
      functionName: functionNameOf(prefix, 'poll'),
      rolePath,
      description: 'Once a minute: sends reminders for the workers that are due, and sweeps the targets',
      code,
      memorySize: 512,
      timeout: Duration.seconds(TIMEOUT_SECONDS.poll),
      contract: pollEnv,
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        LIFECYCLE_QUEUE_URL: queues.queue.queueUrl,
        EVENT_BUS_NAME: bus.eventBusName,
        EVIDENCE_BUCKET: evidence.bucketName,
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
        ledger.mayFindDue(),
        grant('AskToLook', ['sqs:SendMessage'], queues.queue.queueArn),
        grant('TellWhatChanged', ['events:PutEvents'], bus.eventBusArn),
        evidence.mayPut(),
        targetSecrets.mayRead(),
      ],
    });
    targetSecrets.acknowledgeIn(this);
    evidence.acknowledgeIn(this);
    const everyMinute = new Rule(this, 'EveryMinute', {
      ruleName: `${prefix}-tick`,
      schedule: Schedule.rate(Duration.minutes(TICK_MINUTES)),
    });
    everyMinute.addTarget(new LambdaFunction(poll));
    const reason = 'The tick of the next minute does the work of a lost tick; an old tick has no use.';
    Validations.of(this).acknowledge({ id: 'Serverless-LambdaDLQ', reason }, { id: 'Serverless-EventBusDLQ', reason });
    this.function = poll;
  }
}
