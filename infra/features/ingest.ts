import { Duration, Validations } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { TIMEOUT_SECONDS } from '../../shared/contracts/cadence.ts';
import { ingestEnv } from '../../shared/contracts/env/ingest.ts';
import { grant } from '../constructs/grant.ts';
import type { HttpApi } from '../constructs/http-api.ts';
import type { SecretPrefix } from '../constructs/secret-prefix.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { FeatureProps } from './foundation.ts';
import { functionNameOf } from './function-names.ts';

export interface IngestProps extends FeatureProps {
  readonly api: HttpApi;
  readonly connectionSecrets: SecretPrefix;
}

/** Takes what HR sends, and puts it on the queue. Knows no target's token. */
export class Ingest extends Construct {
  readonly function: IFunction;

  constructor(scope: Construct, id: string, { foundation, code, api, connectionSecrets }: IngestProps) {
    super(scope, id);
    const { prefix, rolePath, ledger, queues } = foundation;
    const { function: ingest } = new ServiceFunction(this, 'Ingest', {
      functionName: functionNameOf(prefix, 'ingest'),
      rolePath,
      description: 'Verifies what HR sends and puts it on the lifecycle queue',
      code,
      // some senders wait three seconds for their answer: memory is what buys a fast start
      memorySize: 1024,
      timeout: Duration.seconds(TIMEOUT_SECONDS.ingest),
      contract: ingestEnv,
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        LIFECYCLE_QUEUE_URL: queues.queue.queueUrl,
        CONNECTION_SECRET_PREFIX: connectionSecrets.prefix,
      },
      may: [
        ...ledger.mayUse('dynamodb:GetItem', 'dynamodb:PutItem'),
        grant('SendEvents', ['sqs:SendMessage'], queues.queue.queueArn),
        connectionSecrets.mayRead(),
      ],
    });
    connectionSecrets.acknowledgeIn(this);
    api.postOpen('/hooks/{connection}', ingest);
    api.post('/events', ingest);
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'It is called synchronously; a failure is answered 503 and the sender sends again.',
    });
    this.function = ingest;
  }
}
