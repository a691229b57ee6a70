import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';

import { createHandler } from '../../../functions/provision/handler.ts';
import { sqsDelay, sqsParking } from '../../../shared/adapters/aws/sqs-queue.ts';
import { LIFECYCLE_QUEUE } from '../../../shared/contracts/lifecycle-queue.ts';
import { encodeMessage } from '../../../shared/contracts/messages.ts';
import { RetryableError } from '../../../shared/domain/failure.ts';
import { company } from '../../support/company.ts';
import { expectNoQuietLeavers } from '../../support/converge.ts';
import { lifecycleEvent } from '../../support/events.ts';
import { sqsUnderTest } from '../../support/fauxqs.ts';
import { lambdaContext } from '../../support/lambda.ts';
import { RETENTION } from '../../support/retention.ts';
import { fifoRecord } from '../../support/sqs.ts';

const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee' },
  });
const record = (
  id: string,
  event: ReturnType<typeof joins>,
  more: { receives?: number; group?: string; body?: string } = {},
) =>
  fifoRecord(id, more.group ?? event.sourceKey, {
    body: more.body ?? encodeMessage({ kind: 'event', event, delivery: 'd' }),
    receives: more.receives ?? 1,
  });

/** The handler on an in-memory company and a real queue protocol. */
async function provisionUnderTest({
  storeIsDown = () => false,
}: {
  readonly storeIsDown?: (workerKey: string) => boolean;
} = {}) {
  const sqs = await sqsUnderTest();
  const [lifecycle, dead] = [sqs.fifoQueue(), sqs.fifoQueue()];
  const acme = await company();
  const { workers } = acme.deps.ledger;
  const ledger = {
    ...acme.deps.ledger,
    workers: {
      ...workers,
      versionOf: async (key: string) => {
        if (storeIsDown(key)) throw new RetryableError('the table did not answer');
        return workers.versionOf(key);
      },
    },
  };
  const delayed: number[] = [];
  const handler = createHandler(() => ({
    ...acme.deps,
    ledger,
    retention: RETENTION,
    parking: sqsParking(sqs.client, dead.url),
    delay: async (_handle, seconds) => void delayed.push(seconds),
  }));
  return {
    acme,
    sqs,
    lifecycle,
    dead,
    delayed,
    run: async (records: ReturnType<typeof fifoRecord>[], remainingMs = 120_000) => {
      const answer = await handler({ Records: records }, lambdaContext({ remainingMs }));
      const back = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const done = records.filter(({ messageId }) => !back.has(messageId));
      const keys = await Promise.all(
        done.map(({ attributes }) => acme.deps.ledger.links.workerOf(attributes.MessageGroupId ?? '')),
      );
      await expectNoQuietLeavers(
        keys.filter((key) => key !== undefined),
        acme,
        new Set(),
      );
      return answer;
    },
    [Symbol.asyncDispose]: () => sqs[Symbol.asyncDispose](),
  };
}

describe('the provision function', () => {
  it('brings a batch of joiners in line by one invitation for all of them', async () => {
    await using provision = await provisionUnderTest();
    const answer = await provision.run([record('a', joins(1)), record('b', joins(2))]);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(provision.acme.atlan.accounts().map(({ email }) => email)).toEqual(['p1@example.com', 'p2@example.com']);
  });

  it('hands back the messages of a worker our store failed for, with the rest of the group, for seconds, and no other messages', async () => {
    const failing: string[] = [];
    await using provision = await provisionUnderTest({ storeIsDown: (key) => failing.includes(key) });
    await provision.run([record('first', joins(1))]);
    failing.push((await provision.acme.deps.ledger.links.workerOf('hr:1'))!);
    const back = {
      ...joins(1),
      id: 'evt_x',
      order: `${joins(1).order}x`,
      kind: 'left',
      effective: { ...joins(1).effective!, date: '2026-02-01' },
    } as const;
    const again = { ...joins(1), id: 'evt_y', order: `${joins(1).order}y`, kind: 'rehired' } as const;
    provision.acme.atlan.remove(provision.acme.atlan.accounts()[0]!.id);
    const answer = await provision.run([record('a', back), record('b', again), record('c', joins(2))]);
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['a', 'b']);
    expect(provision.delayed.every((seconds) => seconds <= 60)).toBe(true);
    expect(provision.acme.atlan.accounts().map(({ email }) => email)).toEqual(['p2@example.com']);
  });

  it('parks what cannot be read or stands in a wrong group, with a sentence and a dead letter, and goes on', async () => {
    await using provision = await provisionUnderTest();
    const answer = await provision.run([
      record('bad', joins(1), { body: 'not json' }),
      record('stray', joins(2), { group: 'hr:999' }),
      record('good', joins(3)),
    ]);
    expect(answer).toEqual({ batchItemFailures: [] });
    const letters = await provision.acme.deps.ledger.deadLetters.list(10);
    expect(new Set(letters.map(({ id }) => id))).toEqual(new Set(['bad', 'stray']));
    const reasons = (await provision.dead.drain()).map(
      ({ MessageAttributes }) => MessageAttributes?.['because']?.StringValue,
    );
    expect(reasons).toEqual(
      expect.arrayContaining([expect.stringContaining('message.'), expect.stringContaining('a different group')]),
    );
    expect(provision.acme.atlan.accounts()).toHaveLength(1);
  });

  it('parks at the last but one receive, so that nothing reaches the dead-letter queue without a reason', async () => {
    let key: string | undefined;
    await using provision = await provisionUnderTest({ storeIsDown: (asked) => asked === key });
    await provision.run([record('first', joins(1))]);
    key = await provision.acme.deps.ledger.links.workerOf('hr:1');
    provision.acme.atlan.remove(provision.acme.atlan.accounts()[0]!.id);
    const stuck = { ...joins(1), id: 'evt_z', order: `${joins(1).order}z`, kind: 'rehired' } as const;
    const answer = await provision.run([record('stuck', stuck, { receives: LIFECYCLE_QUEUE.maxReceiveCount - 1 })]);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await provision.acme.deps.ledger.deadLetters.list(10)).toMatchObject([
      { id: 'stuck', because: expect.stringContaining('table') },
    ]);
  });

  it('loses nothing when a message is parked, sent again and parked again within a minute', async () => {
    await using provision = await provisionUnderTest();
    const bad = (id: string) => record(id, joins(1), { body: '{"kind":"event"}' });
    await provision.run([bad('one')]);
    const [parked] = await provision.dead.drain();
    await provision.sqs.client.send(
      new SendMessageCommand({
        QueueUrl: provision.lifecycle.url,
        MessageBody: parked!.Body!,
        MessageGroupId: 'hr:1',
        MessageDeduplicationId: 'again-1',
      }),
    );
    expect(await provision.lifecycle.drain()).toHaveLength(1);
    await provision.run([bad('two')]);
    expect(await provision.dead.drain()).toHaveLength(1);
  });

  it('starts nothing it has no time for, and hands it back at once', async () => {
    await using provision = await provisionUnderTest();
    const answer = await provision.run([record('a', joins(1))], 5_000);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
    expect(provision.acme.atlan.accounts()).toEqual([]);
  });

  it('can hide its own messages on a real queue', async () => {
    await using sqs = await sqsUnderTest();
    await expect(sqsDelay(sqs.client, sqs.fifoQueue().url)('no such handle', 1)).rejects.toThrow(RetryableError);
  });
});
