import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';

import { sqsBacklog } from '../../../../shared/adapters/aws/sqs-backlog.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';

const URL = 'https://sqs.eu-central-1.amazonaws.com/111122223333/lifecycle.fifo';

it('reads how many messages wait and how many are worked on', async () => {
  const sqs = mockClient(SQSClient);
  sqs.on(GetQueueAttributesCommand, { QueueUrl: URL }).resolves({
    Attributes: { ApproximateNumberOfMessages: '12', ApproximateNumberOfMessagesNotVisible: '3' },
  });
  expect(await sqsBacklog(new SQSClient({ region: 'eu-central-1' }), URL).read()).toEqual({ waiting: 12, inWork: 3 });
});

it('is asked again later where SQS does not say', async () => {
  const sqs = mockClient(SQSClient);
  sqs.on(GetQueueAttributesCommand).rejects(new Error('no'));
  await expect(sqsBacklog(new SQSClient({ region: 'eu-central-1' }), URL).read()).rejects.toThrow(RetryableError);
});
