import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { sqsDeadLetterQueue } from '../../../../shared/adapters/aws/sqs-dead-letter-queue.ts';
import { sqsParking, sqsQueue } from '../../../../shared/adapters/aws/sqs-queue.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import { describeDeadLetterQueue } from '../../../contract/dead-letter-queue.ts';
import { type SqsUnderTest, sqsUnderTest } from '../../../support/fauxqs.ts';

describe('SQS', () => {
  let sqs: SqsUnderTest;
  beforeAll(async () => {
    sqs = await sqsUnderTest();
  });
  afterAll(() => sqs[Symbol.asyncDispose]());

  describeDeadLetterQueue('SQS', async () => {
    const { url } = sqs.fifoQueue();
    return {
      letters: sqsDeadLetterQueue(sqs.client, url),
      parking: sqsParking(sqs.client, url),
      giveUpOn: (message) => sqsQueue(sqs.client, url).send([message]),
    };
  });

  it('is a retryable failure when it refuses, and quotes nothing', async () => {
    const letters = sqsDeadLetterQueue(sqs.client, `${sqs.endpoint}/000000000000/nowhere.fifo`);
    const message = { id: 'm', handle: 'no handle', body: 'about ada@example.com', group: 'g' };
    for (const call of [letters.receive(), letters.remove(message), letters.release([message])])
      await expect(call).rejects.toThrow(RetryableError);
  });
});

it('asks all servers, so that nothing received means that nothing is there', async () => {
  const aws = mockClient(SQSClient);
  aws.on(ReceiveMessageCommand).resolves({});
  await sqsDeadLetterQueue(new SQSClient({ region: 'eu-west-1' }), 'https://sqs/dead.fifo').receive();
  const [call] = aws.commandCalls(ReceiveMessageCommand);
  expect(call?.args[0].input.WaitTimeSeconds).toBeGreaterThan(0);
});
