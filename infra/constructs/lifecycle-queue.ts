import { Duration, Validations } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import { QUEUE_KEPT_DAYS, VISIBILITY_SECONDS } from '../../shared/contracts/cadence.ts';
import { LIFECYCLE_QUEUE } from '../../shared/contracts/lifecycle-queue.ts';

export interface LifecycleQueueProps {
  /** What precedes the names of both queues. */
  readonly prefix: string;
}

/**
 * The lifecycle queue and its dead-letter queue. SQS holds the keys: messages live for minutes, and a key of ours would cost a request
 * to KMS, and its throttle, with each of them.
 */
export class LifecycleQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { prefix }: LifecycleQueueProps) {
    super(scope, id);
    const common = {
      fifo: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(QUEUE_KEPT_DAYS),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, queueName: `${prefix}-dead-letters.fifo` });
    Validations.of(this.deadLetters).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is the dead-letter queue.',
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: `${prefix}-lifecycle.fifo`,
      visibilityTimeout: Duration.seconds(VISIBILITY_SECONDS),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: LIFECYCLE_QUEUE.maxReceiveCount },
    });
  }
}
