import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

import { asciiOnly } from '../../contracts/ascii-json.ts';
import { RetryableError } from '../../domain/failure.ts';
import type { Parking, Queue, QueuedMessage } from '../../ports/queue.ts';

const MAX_ENTRIES = 10;
const MAX_BATCH_BYTES = 1024 * 1024;

/** A FIFO queue. What SQS did not take of a batch is sent once more; sending a message twice is sending it once. */
export function sqsQueue(client: SQSClient, queueUrl: string): Queue {
  /** Resolves to the entries that were not taken. */
  async function send(entries: readonly SendMessageBatchRequestEntry[]) {
    const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...entries] });
    const answer = await client.send(command).catch((error: unknown) => {
      throw new RetryableError(`SQS did not accept ${entries.length} messages (${nameOf(error)})`);
    });
    const taken = new Set(answer.Successful?.map(({ Id }) => Id));
    return entries.filter(({ Id }) => !taken.has(Id));
  }

  return {
    send: async (messages) => {
      const inAscii = messages.map((message) => ({ ...message, body: asciiOnly(message.body) }));
      for (const batch of batches(inAscii)) {
        const refused = await send(batch.map(toEntry));
        const still = refused.length > 0 ? await send(refused) : [];
        if (still.length > 0)
          throw new RetryableError(`SQS did not accept ${still.length} of ${batch.length} messages`);
      }
    },
  };
}

/** A FIFO dead-letter queue that messages are sent to with their label, in attributes that `sqsDeadLetterQueue` reads. */
export function sqsParking(client: SQSClient, queueUrl: string): Parking {
  return {
    park: async ({ body, group, dedupId }, { letter, because, at }) => {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: asciiOnly(body),
        MessageGroupId: group,
        MessageDeduplicationId: dedupId,
        MessageAttributes: {
          because: { DataType: 'String', StringValue: because },
          letter: { DataType: 'String', StringValue: letter },
          parkedAt: { DataType: 'Number', StringValue: String(at) },
        },
      });
      await client.send(command).catch((error: unknown) => {
        throw new RetryableError(`SQS did not accept a message to park (${nameOf(error)})`);
      });
    },
  };
}

/** Sets for how many seconds a received message stays out of sight, from now. Throws `RetryableError`. */
export function sqsDelay(
  client: SQSClient,
  queueUrl: string,
): (receiptHandle: string, seconds: number) => Promise<void> {
  return async (receiptHandle, seconds) => {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    });
    await client.send(command).catch((error: unknown) => {
      throw new RetryableError(`SQS did not change the visibility timeout of a message (${nameOf(error)})`);
    });
  };
}

const toEntry = ({ body, group, dedupId }: QueuedMessage, index: number): SendMessageBatchRequestEntry => ({
  Id: String(index),
  MessageBody: body,
  MessageGroupId: group,
  MessageDeduplicationId: dedupId,
});

/** In order, each within what one request may hold. A message that is too large alone is a batch of its own. */
function batches(messages: readonly QueuedMessage[]): readonly (readonly QueuedMessage[])[] {
  const found: QueuedMessage[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.body);
    const last = found.at(-1);
    if (last && last.length < MAX_ENTRIES && bytes + size <= MAX_BATCH_BYTES) {
      last.push(message);
      bytes += size;
    } else {
      found.push([message]);
      bytes = size;
    }
  }
  return found;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');
