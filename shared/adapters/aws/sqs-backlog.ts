import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

import { RetryableError } from '../../domain/failure.ts';
import type { Backlog } from '../../ports/backlog.ts';

/** The figures that SQS gives of a queue. */
export function sqsBacklog(client: SQSClient, queueUrl: string): Backlog {
  return {
    read: async () => {
      const command = new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      });
      const { Attributes = {} } = await client.send(command).catch((error: unknown) => {
        throw new RetryableError(`SQS did not report the number of messages in the queue (${nameOf(error)})`);
      });
      return {
        waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
        inWork: Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      };
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');
