import { setTimeout as delay } from 'node:timers/promises';

import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Key } from '../functions/lambda-environment.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { DeployedMapping, DeployedQueue } from '../template/deployed/deployed-queue.ts';
import { PLACE } from '../template/place.ts';

export interface QueueSourceSettings {
  readonly mapping: DeployedMapping;
  readonly queue: DeployedQueue;
  readonly to: LambdaFunction;
  /** Lambda's pollers act in the function's role. */
  readonly key: Key;
  readonly gateway: string;
  /** Whether anything may be received now. */
  readonly isEnabled: () => boolean;
  /** How many batches at once, at the most. */
  readonly atMost: number;
}

export interface QueueSource {
  readonly stop: () => Promise<void>;
}

const WAIT_SECONDS = 1;
/** After an error, and while the mapping is off, so that nothing is asked without end. */
const PAUSE_MS = 500;

const response = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** What Lambda's event source mapping does: receives batches, has the function work on them, and deletes what it has finished. */
export function startQueueSource({
  mapping,
  queue,
  to,
  key,
  gateway,
  isEnabled,
  atMost,
}: QueueSourceSettings): QueueSource {
  const client = new SQSClient({ endpoint: gateway, region: PLACE.region, credentials: key, maxAttempts: 1 });
  const stopping = new AbortController();
  const { signal } = stopping;
  const receive = () =>
    client.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: mapping.batchSize,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        WaitTimeSeconds: WAIT_SECONDS,
      }),
    );
  // Lambda looks at a queue before it polls it, and does not poll what it may not look at
  const looked = client.send(new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['All'] })).then(
    () => true,
    () => false,
  );
  const poll = async () => {
    if (!(await looked)) return;
    while (!signal.aborted) {
      if (!isEnabled()) {
        await delay(PAUSE_MS);
        continue;
      }
      try {
        const { Messages = [] } = await receive();
        if (Messages.length === 0) continue;
        const event: SQSEvent = { Records: Messages.map((message) => recordOf(message, queue)) };
        const outcome = await to.invoke(event);
        if (outcome.kind === 'failed' || signal.aborted) continue;
        const back = failuresOf(outcome.result, mapping);
        const finished = back && Messages.filter(({ MessageId = '' }) => !back.has(MessageId));
        if (finished && finished.length > 0) await remove(finished);
      } catch {
        if (!signal.aborted) await delay(PAUSE_MS);
      }
    }
  };
  const remove = (messages: readonly Message[]) =>
    client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );

  const pollers = Array.from({ length: Math.min(mapping.maxConcurrency, atMost) }, () => poll());
  return {
    stop: async () => {
      stopping.abort();
      client.destroy();
      await Promise.all(pollers);
    },
  };
}

/** The messages that come back; undefined when all do, since the answer cannot be read. */
function failuresOf(result: unknown, { reportsItemFailures }: DeployedMapping): ReadonlySet<string> | undefined {
  if (!reportsItemFailures || result === null || result === undefined) return new Set();
  const read = response.safeParse(result);
  return read.success ? new Set(read.data.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)) : undefined;
}

const recordOf = (
  { MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes = {} }: Message,
  queue: DeployedQueue,
): SQSRecord => ({
  messageId: MessageId,
  receiptHandle: ReceiptHandle,
  body: Body,
  attributes: {
    ApproximateReceiveCount: '1',
    ApproximateFirstReceiveTimestamp: '0',
    SenderId: '',
    SentTimestamp: '0',
    ...Attributes,
  },
  messageAttributes: {},
  md5OfBody: MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queue.arn,
  awsRegion: PLACE.region,
});
