import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';

import { PermanentError, RetryableError } from '../../../shared/domain/failure.ts';
import { type FifoBatchOptions, processFifoBatch } from '../../../shared/runtime/fifo-batch.ts';
import { fifoRecord } from '../../support/sqs.ts';

/** A batch run by `handle` on a queue that receives five times, with all that became of it laid open. */
async function run(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
  more: Partial<FifoBatchOptions> = {},
) {
  const parked: [string, string][] = [];
  const delayed: [string, number][] = [];
  const tried: string[] = [];
  const logged: string[] = [];
  const { batchItemFailures } = await processFifoBatch(
    records,
    async (record) => {
      tried.push(record.messageId);
      await handle(record);
    },
    {
      park: async ({ messageId }, because) => void parked.push([messageId, because]),
      delay: async ({ messageId }, seconds) => void delayed.push([messageId, seconds]),
      hasTime: () => true,
      maxReceiveCount: 5,
      log: { warn: (event) => void logged.push(event), error: (event) => void logged.push(event) },
      ...more,
    },
  );
  return { handedBack: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), parked, delayed, tried, logged };
}

const failing = (errors: Readonly<Record<string, unknown>>) => async (record: SQSRecord) => {
  if (record.messageId in errors) throw errors[record.messageId];
};
const down = new RetryableError('the ledger did not answer');

describe('a batch of a FIFO queue', () => {
  it('is done when every record is', async () => {
    const { handedBack, parked, delayed } = await run([fifoRecord('a1', 'a'), fifoRecord('b1', 'b')], failing({}));
    expect([handedBack, parked, delayed]).toEqual([[], [], []]);
  });

  it('runs its groups side by side, and each in order', async () => {
    const begun: string[] = [];
    const waiting: (() => void)[] = [];
    const { handedBack } = await run(
      [fifoRecord('a1', 'a'), fifoRecord('a2', 'a'), fifoRecord('b1', 'b')],
      async ({ messageId }) => {
        begun.push(messageId);
        if (messageId === 'a2') return;
        // a1 and b1 wait for each other: they can only both be done when they run at once
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          if (waiting.length === 2) for (const go of waiting) go();
        });
      },
    );
    expect(handedBack).toEqual([]);
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('hands back a failed record and the rest of its group for a few seconds, and nothing else', async () => {
    const { handedBack, delayed, tried } = await run(
      [fifoRecord('a1', 'a'), fifoRecord('b1', 'b'), fifoRecord('a2', 'a'), fifoRecord('b2', 'b')],
      failing({ a1: down }),
    );
    expect(handedBack).toEqual(['a1', 'a2']);
    expect(delayed).toEqual([
      ['a1', 2],
      ['a2', 2],
    ]);
    expect(tried).toEqual(['a1', 'b1', 'b2']);
  });

  it.each([
    [1, 2],
    [2, 4],
    [3, 8],
  ])('waits longer with every try: after receive %s, %s seconds', async (receives, seconds) => {
    const { delayed } = await run([fifoRecord('a1', 'a', { receives })], failing({ a1: down }));
    expect(delayed).toEqual([['a1', seconds]]);
  });

  it('never waits longer than a minute', async () => {
    const { delayed } = await run([fifoRecord('a1', 'a', { receives: 40 })], failing({ a1: down }), {
      maxReceiveCount: 100,
    });
    expect(delayed).toEqual([['a1', 60]]);
  });

  it('parks what can never succeed, and goes on with its group', async () => {
    const { handedBack, parked, tried } = await run(
      [fifoRecord('a1', 'a'), fifoRecord('a2', 'a')],
      failing({ a1: new PermanentError('message.kind must be event or reconcile') }),
    );
    expect(handedBack).toEqual([]);
    expect(parked).toEqual([['a1', 'message.kind must be event or reconcile']]);
    expect(tried).toEqual(['a1', 'a2']);
  });

  it.each([3, 4, 5])('with five receives, at receive %s', async (receives) => {
    const { handedBack, parked } = await run([fifoRecord('a1', 'a', { receives })], failing({ a1: down }));
    expect({ handedBack, parked }).toEqual(
      receives < 4
        ? { handedBack: ['a1'], parked: [] }
        : { handedBack: [], parked: [['a1', 'the ledger did not answer']] },
    );
  });

  it('tells only the name of an error that is not ours', async () => {
    const bug = new TypeError('Cannot read properties of ada@example.com');
    const { parked } = await run([fifoRecord('a1', 'a', { receives: 4 })], failing({ a1: bug }));
    expect(parked).toEqual([['a1', 'unexpected TypeError']]);
  });

  it('hands back what could not be parked', async () => {
    const { handedBack, delayed, logged } = await run(
      [fifoRecord('a1', 'a'), fifoRecord('a2', 'a')],
      failing({ a1: new PermanentError('no') }),
      { park: () => Promise.reject(down) },
    );
    expect(handedBack).toEqual(['a1', 'a2']);
    expect(delayed.map(([id]) => id)).toEqual(['a1', 'a2']);
    expect(logged).toContain('record-not-parked');
  });

  it('hands back at once what it has no time to try', async () => {
    let time = 1;
    const { handedBack, delayed, tried } = await run([fifoRecord('a1', 'a'), fifoRecord('a2', 'a')], failing({}), {
      hasTime: () => time-- > 0,
    });
    expect(tried).toEqual(['a1']);
    expect(handedBack).toEqual(['a2']);
    expect(delayed).toEqual([['a2', 0]]);
  });

  it('parks what it could not try at the last receive, for it would leave without a reason', async () => {
    const { handedBack, parked } = await run(
      [fifoRecord('a1', 'a', { receives: 5 }), fifoRecord('a2', 'a', { receives: 4 })],
      failing({}),
      { hasTime: () => false },
    );
    expect(handedBack).toEqual(['a2']);
    expect(parked).toEqual([['a1', 'no time was left to process it']]);
  });

  it('keeps going when a delay cannot be set', async () => {
    const { handedBack, logged } = await run([fifoRecord('a1', 'a')], failing({ a1: down }), {
      delay: () => Promise.reject(down),
    });
    expect(handedBack).toEqual(['a1']);
    expect(logged).toContain('record-not-delayed');
  });
});
