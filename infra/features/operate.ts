import { Duration, Validations } from 'aws-cdk-lib';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { TIMEOUT_SECONDS } from '../../shared/contracts/cadence.ts';
import { operateEnv } from '../../shared/contracts/env/operate.ts';
import { DocumentPrefix } from '../constructs/document-prefix.ts';
import { grant } from '../constructs/grant.ts';
import type { HttpApi } from '../constructs/http-api.ts';
import type { SecretPrefix } from '../constructs/secret-prefix.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { FeatureProps } from './foundation.ts';
import { functionNameOf } from './function-names.ts';

export interface OperateProps extends FeatureProps {
  readonly api: HttpApi;
  readonly targetSecrets: SecretPrefix;
  readonly intake: EventSourceMapping;
}

/** What the people on call ask and decide. */
export class Operate extends Construct {
  readonly function: IFunction;

  constructor(scope: Construct, id: string, { foundation, code, api, targetSecrets, intake }: OperateProps) {
    super(scope, id);
    const { prefix, rolePath, ledger, queues } = foundation;
    const documents = new DocumentPrefix(this, prefix);
    const { function: operate } = new ServiceFunction(this, 'Operate', {
      functionName: functionNameOf(prefix, 'operate'),
      rolePath,
      description: 'Answers operators, and carries out their decisions',
      code,
      memorySize: 512,
      timeout: Duration.seconds(TIMEOUT_SECONDS.operate),
      contract: operateEnv,
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        LIFECYCLE_QUEUE_URL: queues.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: queues.deadLetters.queueUrl,
        INTAKE_MAPPING_ID: intake.eventSourceMappingId,
        DOCUMENT_PREFIX: documents.prefix,
        TARGET_SECRET_PREFIX: targetSecrets.prefix,
      },
      may: [
        // a process that loses a place in a chain of receipts deletes the payload that it wrote beside it
        ...ledger.mayUse(
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:DeleteItem',
          'dynamodb:Query',
          // whether it is protected
          'dynamodb:DescribeTable',
        ),
        ledger.mayFindDue(),
        grant('AskToLook', ['sqs:SendMessage'], queues.queue.queueArn),
        grant('ReadBacklog', ['sqs:GetQueueAttributes'], queues.queue.queueArn),
        grant(
          'Redrive',
          ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
          queues.deadLetters.queueArn,
        ),
        grant(
          'TurnIntake',
          ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
          intake.eventSourceMappingArn,
        ),
        // Lambda knows no resource for it
        grant('SeeConcurrency', ['lambda:GetAccountSettings'], '*'),
        documents.maySee(),
        targetSecrets.mayRead(),
      ],
    });
    targetSecrets.acknowledgeIn(this);
    documents.acknowledgeIn(this);
    api.post('/operate/{command}', operate);
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'An operator calls it synchronously and sees the failure.',
    });
    this.function = operate;
  }
}
