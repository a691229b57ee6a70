import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

import { RetryableError } from '../../domain/failure.ts';
import type { DeadLetterQueue, LyingMessage, ParkLabel } from '../../ports/dead-letter-queue.ts';

const MAX_ENTRIES = 10;
/** Longer than an operate call takes: whatever a call that was killed had received comes back then. */
const OUT_OF_SIGHT_SECONDS = 60;
/** Long enough for SQS to ask all its servers, so that nothing received means that nothing can be. */
const WAIT_SECONDS = 1;

/** The FIFO queue that `sqsParking` sends to. */
export function sqsDeadLetterQueue(client: SQSClient, queueUrl: string): DeadLetterQueue {
  return {
    receive: async () => {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: MAX_ENTRIES,
        MessageSystemAttributeNames: ['MessageGroupId'],
        MessageAttributeNames: ['All'],
        VisibilityTimeout: OUT_OF_SIGHT_SECONDS,
        WaitTimeSeconds: WAIT_SECONDS,
      });
      const { Messages = [] } = await client.send(command).catch(refused('did not return the parked messages'));
      return Messages.map(toLying);
    },
    release: async (messages) => {
      for (let index = 0; index < messages.length; index += MAX_ENTRIES) {
        const entries = messages.slice(index, index + MAX_ENTRIES).map(({ handle }, entry) => ({
          Id: String(entry),
          ReceiptHandle: handle,
          VisibilityTimeout: 0,
        }));
        const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: entries });
        await client.send(command).catch(refused('did not release the received messages'));
      }
    },
    remove: async ({ handle }) => {
      const command = new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: handle });
      await client.send(command).catch(refused('did not delete the messages that were sent again'));
    },
  };
}

const toLying = ({ MessageId = '', ReceiptHandle = '', Body = '', Attributes, ...message }: Message): LyingMessage => ({
  id: MessageId,
  handle: ReceiptHandle,
  body: Body,
  group: Attributes?.MessageGroupId ?? MessageId,
  label: labelOf(message),
});

function labelOf({ MessageAttributes }: Pick<Message, 'MessageAttributes'>): ParkLabel | undefined {
  const read = (name: string) => MessageAttributes?.[name]?.StringValue;
  const [letter, because, at] = [read('letter'), read('because'), Number(read('parkedAt'))];
  return letter === undefined || because === undefined || !Number.isFinite(at) ? undefined : { letter, because, at };
}

const refused =
  (what: string) =>
  (error: unknown): never => {
    throw new RetryableError(`SQS ${what} (${error instanceof Error ? error.name : 'unknown error'})`);
  };
