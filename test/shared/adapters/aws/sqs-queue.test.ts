import {
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SendMessageBatchCommandInput,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { sqsDelay, sqsParking, sqsQueue } from '../../../../shared/adapters/aws/sqs-queue.ts';
import { decodeMessage, encodeMessage } from '../../../../shared/contracts/messages.ts';
import { RetryableError } from '../../../../shared/domain/failure.ts';
import type { QueuedMessage } from '../../../../shared/ports/queue.ts';
import { describeQueue } from '../../../contract/queue.ts';
import { lifecycleEvent } from '../../../support/events.ts';
import { type SqsUnderTest, sqsUnderTest } from '../../../support/fauxqs.ts';

const queued = ({ Body = '', Attributes = {} }: Message): QueuedMessage => ({
  body: Body,
  group: Attributes.MessageGroupId ?? '',
  dedupId: Attributes.MessageDeduplicationId ?? '',
});

describe('SQS', () => {
  let sqs: SqsUnderTest;
  beforeAll(async () => {
    sqs = await sqsUnderTest();
  });
  afterAll(() => sqs[Symbol.asyncDispose]());

  describeQueue('SQS', async () => {
    const [queue, letters] = [sqs.fifoQueue(), sqs.fifoQueue()];
    return {
      queue: sqsQueue(sqs.client, queue.url),
      parking: sqsParking(sqs.client, letters.url),
      received: async () => (await queue.drain()).map(queued),
      parked: async () =>
        (await letters.drain()).map((message) => ({
          message: queued(message),
          label: {
            letter: message.MessageAttributes?.['letter']?.StringValue ?? '',
            because: message.MessageAttributes?.['because']?.StringValue ?? '',
            at: Number(message.MessageAttributes?.['parkedAt']?.StringValue),
          },
        })),
    };
  });

  const NAMES = ['😊', '𠮷野 花子', '小林', 'José Ж', '\ud83d', '\ude0a', '\ufffe\uffff'];

  it.each(NAMES)('takes a message about %j and gives it back', async (displayName) => {
    const queue = sqs.fifoQueue();
    const event = lifecycleEvent(1, 'joined', { attributes: { displayName } });
    const message = { kind: 'event', event, delivery: 'd' } as const;
    await sqsQueue(sqs.client, queue.url).send([{ body: encodeMessage(message), group: 'hr:1', dedupId: 'd' }]);
    const [received] = await queue.drain();
    expect(decodeMessage(received?.Body ?? '')).toEqual(message);
  });

  it.each(NAMES)('takes a body with %j that is not in ASCII, to send it again or to park it', async (name) => {
    const [queue, letters] = [sqs.fifoQueue(), sqs.fifoQueue()];
    const message = { body: `{"name":"${name}"}`, group: 'hr:1', dedupId: 'd' };
    await sqsQueue(sqs.client, queue.url).send([message]);
    await sqsParking(sqs.client, letters.url).park(message, { letter: 'l', because: 'cannot be read', at: 1 });
    for (const each of [queue, letters]) {
      const [received] = await each.drain();
      expect(JSON.parse(received?.Body ?? '')).toEqual({ name });
    }
  });

  it('shows a message again after the seconds it was delayed', async () => {
    const { url } = sqs.fifoQueue();
    await sqsQueue(sqs.client, url).send(messages('a'));
    const receive = async () =>
      (await sqs.client.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 1 }))).Messages?.[0];
    const delay = sqsDelay(sqs.client, url);
    const received = await receive();
    expect(await receive()).toBeUndefined();
    await delay(received?.ReceiptHandle ?? '', 0);
    expect((await receive())?.MessageId).toBe(received?.MessageId);
  });

  it('is a retryable failure when a message cannot be delayed', async () => {
    await expect(sqsDelay(sqs.client, sqs.fifoQueue().url)('no handle', 1)).rejects.toThrow(RetryableError);
  });
});

/** A queue whose SQS fails these entries at each request, by the last of their ids that was asked for. */
function refusing(...refusals: readonly (readonly string[] | Error)[]) {
  const aws = mockClient(SQSClient);
  const requests: (readonly (string | undefined)[])[] = [];
  aws.on(SendMessageBatchCommand).callsFake(async ({ Entries = [] }: SendMessageBatchCommandInput) => {
    const refusal = refusals[requests.length] ?? [];
    requests.push(Entries.map(({ MessageDeduplicationId }) => MessageDeduplicationId));
    if (refusal instanceof Error) throw refusal;
    const isRefused = (id: string | undefined) => refusal.includes(id ?? '');
    return {
      Successful: Entries.filter((entry) => !isRefused(entry.MessageDeduplicationId)).map(({ Id }) => ({ Id })),
      Failed: Entries.filter((entry) => isRefused(entry.MessageDeduplicationId)).map(({ Id }) => ({
        Id,
        Code: 'InternalError',
        Message: 'for ada@example.com',
      })),
    };
  });
  const client = new SQSClient({ region: 'eu-west-1' });
  return { aws, requests, queue: sqsQueue(client, 'https://sqs/lifecycle.fifo'), client };
}

const messages = (...ids: readonly string[]) =>
  ids.map((dedupId) => ({ body: 'about ada@example.com', group: 'hr:1', dedupId }));

describe('a batch that SQS takes in part', () => {
  it('is completed by one more request, for what is missing', async () => {
    const { queue, requests } = refusing(['b', 'c']);
    await queue.send(messages('a', 'b', 'c'));
    expect(requests).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('fails when that was not enough, and only counts', async () => {
    const { queue, requests } = refusing(['b', 'c'], ['c']);
    await expect(queue.send(messages('a', 'b', 'c'))).rejects.toThrow(
      new RetryableError('SQS did not accept 1 of 3 messages'),
    );
    expect(requests).toHaveLength(2);
  });

  it('keeps later batches back', async () => {
    const ids = Array.from({ length: 11 }, (_, n) => `m${n}`);
    const { queue, requests } = refusing(['m0'], ['m0']);
    await expect(queue.send(messages(...ids))).rejects.toThrow(RetryableError);
    expect(requests.flat()).not.toContain('m10');
  });
});

describe('an SQS that is throttled or out of reach', () => {
  const throttled = Object.assign(new Error('rate of ada@example.com exceeded'), { name: 'ThrottlingException' });

  it('is a retryable failure of a send', async () => {
    const { queue } = refusing(throttled);
    await expect(queue.send(messages('a', 'b'))).rejects.toThrow(
      new RetryableError('SQS did not accept 2 messages (ThrottlingException)'),
    );
  });

  it('is a retryable failure of parking', async () => {
    const { aws, client } = refusing();
    aws.on(SendMessageCommand).rejects(throttled);
    await expect(
      sqsParking(client, 'https://sqs/dlq.fifo').park(messages('a')[0]!, { letter: 'm', because: 'why', at: 1 }),
    ).rejects.toThrow(new RetryableError('SQS did not accept a message to park (ThrottlingException)'));
  });
});
