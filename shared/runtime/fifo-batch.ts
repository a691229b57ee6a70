import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

import { PermanentError } from '../domain/failure.ts';
import { type Log, reasonOf } from './log.ts';

export interface FifoBatchOptions {
  /**
   * Takes over a record for good; `because` is the reason of the last failure. If this throws, the record comes back
   * instead.
   */
  park(record: SQSRecord, because: string): Promise<void>;
  /** Sets the visibility timeout of a record that comes back. If this throws, the queue's own applies. */
  delay(record: SQSRecord, seconds: number): Promise<void>;
  /** False when the invocation is too close to its deadline to start another record. */
  hasTime(): boolean;
  /** The queue's own: a record received more often is moved to the dead-letter queue without a reason. */
  readonly maxReceiveCount: number;
  readonly log: Pick<Log, 'warn' | 'error'>;
}

type Handle = (record: SQSRecord) => Promise<void>;

/**
 * Runs each message group in order and the groups side by side. A failure hands back that record and the rest of its
 * group, for seconds; `PermanentError`, or any failure at the last but one receive, parks the record and the group goes
 * on. Never throws: every record is done, parked or handed back.
 */
export async function processFifoBatch(
  records: readonly SQSRecord[],
  handle: Handle,
  options: FifoBatchOptions,
): Promise<SQSBatchResponse> {
  const groups = Map.groupBy(records, ({ attributes, messageId }) => attributes.MessageGroupId ?? messageId);
  const unfinished = await Promise.all([...groups.values()].map((group) => runInOrder(group, handle, options)));
  return { batchItemFailures: unfinished.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** Resolves to the records that must come back: none when the whole group is done or parked. */
async function runInOrder(
  group: readonly SQSRecord[],
  handle: Handle,
  options: FifoBatchOptions,
): Promise<readonly SQSRecord[]> {
  for (const [index, record] of group.entries()) {
    if (!options.hasTime())
      return letGo(group.slice(index), { seconds: 0, because: 'no time was left to process it' }, options);

    const failure = await failureOf(handle, record);
    if (!failure) continue;
    const because = reasonOf(failure.error);
    options.log.error('record-failed', { messageId: record.messageId, receives: receives(record), because });
    const isOver = failure.error instanceof PermanentError || receives(record) >= options.maxReceiveCount - 1;
    if (isOver && (await isParked(record, because, options))) continue;

    const seconds = retryDelay(receives(record));
    await postpone(record, seconds, options);
    const behind = { seconds, because: `an earlier message of its group failed: ${because}` };
    const others = await letGo(group.slice(index + 1), behind, options);
    return [record, ...others];
  }
  return [];
}

async function failureOf(handle: Handle, record: SQSRecord): Promise<{ readonly error: unknown } | undefined> {
  try {
    await handle(record);
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** Hands back records that were not tried. One at its last receive would leave without a reason, so it is parked. */
async function letGo(
  records: readonly SQSRecord[],
  { seconds, because }: { readonly seconds: number; readonly because: string },
  options: FifoBatchOptions,
): Promise<readonly SQSRecord[]> {
  const handedBack: SQSRecord[] = [];
  for (const record of records) {
    if (receives(record) >= options.maxReceiveCount && (await isParked(record, because, options))) continue;
    handedBack.push(record);
  }
  await Promise.all(handedBack.map((record) => postpone(record, seconds, options)));
  return handedBack;
}

async function isParked(record: SQSRecord, because: string, options: FifoBatchOptions): Promise<boolean> {
  try {
    await options.park(record, because);
    options.log.warn('record-parked', { messageId: record.messageId, because });
    return true;
  } catch (error) {
    options.log.error('record-not-parked', { messageId: record.messageId, because: reasonOf(error) });
    return false;
  }
}

async function postpone(record: SQSRecord, seconds: number, options: FifoBatchOptions): Promise<void> {
  try {
    await options.delay(record, seconds);
  } catch (error) {
    options.log.warn('record-not-delayed', { messageId: record.messageId, because: reasonOf(error) });
  }
}

const receives = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);

const MAX_DELAY_SECONDS = 60;
const retryDelay = (received: number): number => Math.min(2 ** received, MAX_DELAY_SECONDS);
