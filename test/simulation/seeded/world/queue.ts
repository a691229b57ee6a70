import type { SQSRecord } from 'aws-lambda';
import { VISIBILITY_SECONDS } from '../../../../shared/contracts/cadence.ts';
import { LIFECYCLE_QUEUE } from '../../../../shared/contracts/lifecycle-queue.ts';
import type { Backlog } from '../../../../shared/ports/backlog.ts';
import type { Clock } from '../../../../shared/ports/clock.ts';
import type { DeadLetterQueue, LyingMessage, ParkLabel } from '../../../../shared/ports/dead-letter-queue.ts';
import type { Parking, Queue, QueuedMessage } from '../../../../shared/ports/queue.ts';

interface Waiting extends QueuedMessage {
  readonly id: string;
  receives: number;
  /** Epoch ms from which it can be received. */
  visibleAt: number;
}

/** What SQS FIFO does that matters here: groups in order, ids that are dropped for five minutes, visibility, the dead-letter queue. */
export interface SimulatedQueue extends Queue, Parking, DeadLetterQueue, Backlog {
  /** Up to ten messages, or fewer, none of a group of which one is being worked on. */
  take(most?: number): readonly SQSRecord[];
  done(messageId: string): void;
  delay(messageId: string, seconds: number): void;
  /** Epoch ms at which the next message can be taken; undefined for an empty queue. */
  nextAt(): number | undefined;
  /** Bodies of all that was sent and is not done. */
  bodies(): readonly string[];
  readonly lying: readonly LyingMessage[];
}

const DEDUPLICATION_MS = 5 * 60_000;

export function simulatedQueue(clock: Clock): SimulatedQueue {
  let waiting: readonly Waiting[] = [];
  let lying: readonly LyingMessage[] = [];
  const held = new Set<string>();
  const sentAt = new Map<string, number>();
  let count = 0;

  const giveUp = ({ id, body, group }: Waiting, label?: ParkLabel) => {
    lying = [...lying, { id, handle: id, body, group, label }];
  };
  const remove = (id: string) => {
    waiting = waiting.filter((message) => message.id !== id);
  };
  /** The first of each group, where none of the group is being worked on. */
  const heads = (): readonly Waiting[] => {
    const first = new Map<string, Waiting>();
    for (const message of waiting) if (!first.has(message.group)) first.set(message.group, message);
    return [...first.values()];
  };

  return {
    get lying() {
      return lying;
    },
    send: async (messages) => {
      for (const message of messages) {
        const before = sentAt.get(message.dedupId);
        if (before !== undefined && clock.now() - before < DEDUPLICATION_MS) continue;
        sentAt.set(message.dedupId, clock.now());
        const fresh = { ...message, id: `m-${++count}`, receives: 0, visibleAt: clock.now() };
        waiting = [...waiting, fresh];
      }
    },
    park: async (message, label) => giveUp({ ...message, id: `m-${++count}`, receives: 0, visibleAt: 0 }, label),
    take: (most = LIFECYCLE_QUEUE.batchSize) => {
      const now = clock.now();
      const taken: Waiting[] = [];
      for (const head of heads()) {
        if (head.visibleAt > now) continue;
        for (const message of waiting.filter(({ group }) => group === head.group)) {
          if (message.visibleAt > now || taken.length >= most) break;
          message.receives++;
          message.visibleAt = now + VISIBILITY_SECONDS * 1_000;
          if (message.receives > LIFECYCLE_QUEUE.maxReceiveCount) {
            giveUp(message);
            remove(message.id);
          } else taken.push(message);
        }
      }
      return taken.map(recordOf);
    },
    done: remove,
    delay: (id, seconds) => {
      for (const message of waiting) if (message.id === id) message.visibleAt = clock.now() + seconds * 1_000;
    },
    nextAt: () => (waiting.length === 0 ? undefined : Math.min(...heads().map(({ visibleAt }) => visibleAt))),
    bodies: () => waiting.map(({ body }) => body),
    read: async () => ({ waiting: waiting.length, inWork: 0 }),
    receive: async () => {
      const busy = new Set(lying.filter(({ id }) => held.has(id)).map(({ group }) => group));
      const some = lying.filter(({ group }) => !busy.has(group)).slice(0, 10);
      for (const { id } of some) held.add(id);
      return some;
    },
    release: async (messages) => {
      for (const { id } of messages) held.delete(id);
    },
    remove: async ({ id }) => {
      lying = lying.filter((message) => message.id !== id);
      held.delete(id);
    },
  };
}

/** The record that Lambda hands over, with what provision reads of it. */
const recordOf = ({ id, body, group, receives }: Waiting): SQSRecord => ({
  messageId: id,
  receiptHandle: id,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '0',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '0',
    MessageGroupId: group,
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});
