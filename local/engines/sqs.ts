import { ChangeMessageVisibilityCommand, MessageNotInflight, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';

import type { AwsRequest } from '../gateway/aws-request.ts';
import type { DeployedFunction } from '../template/deployed/deployed-function.ts';
import type { DeployedMapping, DeployedQueue } from '../template/deployed/deployed-queue.ts';
import { PLACE } from '../template/place.ts';
import type { RunningEngine } from './engine.ts';

export interface QueueState {
  readonly visible: number;
  readonly inFlight: number;
}

export interface RunningSqs extends RunningEngine {
  /** By the queue's name. */
  readonly stateOf: (name: string) => QueueState | undefined;
  /** Bodies of the messages that could be received now. */
  readonly bodiesOf: (name: string) => readonly string[];
  /** So many ms of the local cloud's time go by at once: messages that are out of sight come back by as much sooner. */
  readonly pass: (ms: number) => Promise<void>;
}

export interface SqsSettings {
  readonly queues: readonly DeployedQueue[];
  readonly mappings: readonly DeployedMapping[];
  readonly functions: readonly DeployedFunction[];
  readonly timeScale: number;
}

/** An embedded SQS with the template's queues, their redrive policies among them. */
export async function startSqs({ queues, mappings, functions, timeScale }: SqsSettings): Promise<RunningSqs> {
  const engine = await startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    defaultRegion: PLACE.region,
  });
  const pace = new Map<string, number>();
  const workSeconds = ({ arn }: DeployedQueue) => {
    const workers = mappings.filter(({ queueArn }) => queueArn === arn).map(({ functionName }) => functionName);
    return Math.max(0, ...functions.filter(({ name }) => workers.includes(name)).map((one) => one.timeoutSeconds));
  };
  // a queue can name only a dead-letter queue that is there
  for (const queue of queues.toSorted((a, b) => Number(a.redrive !== undefined) - Number(b.redrive !== undefined))) {
    const { name, visibilityTimeoutSeconds, redrive } = queue;
    const visible = Math.max(scaledSeconds(visibilityTimeoutSeconds, timeScale), workSeconds(queue));
    pace.set(name, visible / visibilityTimeoutSeconds);
    engine.createQueue(name, {
      region: PLACE.region,
      attributes: {
        FifoQueue: 'true',
        VisibilityTimeout: String(visible),
        ...(redrive && {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: redrive.deadLetterArn,
            maxReceiveCount: redrive.maxReceiveCount,
          }),
        }),
      },
    });
  }
  return {
    endpoint: `http://127.0.0.1:${engine.port}`,
    stateOf: (name) => {
      const messages = engine.inspectQueue(name)?.messages;
      return (
        messages && { visible: messages.ready.length + messages.delayed.length, inFlight: messages.inflight.length }
      );
    },
    bodiesOf: (name) => engine.inspectQueue(name)?.messages.ready.map(({ body }) => body) ?? [],
    pass: (ms) => passTime(engine, queues, ({ name }) => ms * (pace.get(name) ?? 1)),
    [Symbol.asyncDispose]: () => engine.stop(),
  };
}

/** How much of a queue's own visibility timeout goes by is what counts: it may run slower than everything else (above). */
async function passTime(
  engine: FauxqsServer,
  queues: readonly DeployedQueue[],
  realMsOf: (queue: DeployedQueue) => number,
): Promise<void> {
  const client = new SQSClient({
    endpoint: `http://127.0.0.1:${engine.port}`,
    region: PLACE.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const queue of queues) {
    const { name, url: QueueUrl } = queue;
    for (const { receiptHandle: ReceiptHandle, visibilityDeadline } of engine.inspectQueue(name)?.messages.inflight ??
      []) {
      const left = visibilityDeadline - Date.now() - realMsOf(queue);
      const VisibilityTimeout = Math.max(0, Math.ceil(left / 1_000));
      try {
        await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
      } catch (error) {
        // another process deleted it meanwhile, or it came back by itself
        if (!(error instanceof MessageNotInflight)) throw error;
      }
    }
  }
  client.destroy();
}

/** Under a time scale a message comes back sooner, and never within the second. */
const scaledSeconds = (seconds: number, timeScale: number): number =>
  seconds === 0 ? 0 : Math.max(1, Math.ceil(seconds / timeScale));

/** The request as the engine should read it: how long a message stays out of sight runs on the local cloud's time. */
export const scaledRequest =
  (timeScale: number) =>
  ({ operation, body }: AwsRequest): object => {
    const seconds = body['VisibilityTimeout'];
    return operation === 'ChangeMessageVisibility' && typeof seconds === 'number'
      ? { ...body, VisibilityTimeout: scaledSeconds(seconds, timeScale) }
      : body;
  };
