import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';

interface FifoQueue {
  readonly url: string;
  /** Receives and deletes until nothing is left. */
  drain(): Promise<readonly Message[]>;
}

export interface SqsUnderTest extends AsyncDisposable {
  readonly client: SQSClient;
  readonly endpoint: string;
  /** A new queue each time: an engine that is reset still remembers the deduplication ids of its old ones. */
  fifoQueue(): FifoQueue;
}

let queues = 0;

/** A real SQS protocol on a port of its own. */
export async function sqsUnderTest(): Promise<SqsUnderTest> {
  const engine: FauxqsServer = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const endpoint = `http://127.0.0.1:${engine.port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials });
  return {
    client,
    endpoint,
    fifoQueue: () => {
      const name = `lifecycle-${++queues}.fifo`;
      engine.createQueue(name, { attributes: { FifoQueue: 'true', VisibilityTimeout: '30' } });
      const url = `${endpoint}/000000000000/${name}`;
      return { url, drain: () => drain(client, url) };
    },
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

async function drain(client: SQSClient, url: string): Promise<readonly Message[]> {
  const found: Message[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return found;
    for (const message of Messages) {
      found.push(message);
      await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }));
    }
  }
}
