import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PermanentError, RetryableError } from '../../../shared/domain/failure.ts';
import { processFifoBatch } from '../../../shared/runtime/fifo-batch.ts';
import { fifoRecord } from '../../support/sqs.ts';

const MAX_RECEIVES = 5;

const recordPlan = fc.record({
  group: fc.constantFrom('a', 'b', 'c', 'd'),
  receives: fc.integer({ min: 1, max: MAX_RECEIVES }),
  outcome: fc.constantFrom('done', 'retry', 'never', 'bug'),
  takes: fc.integer({ min: 0, max: 3 }),
  canPark: fc.boolean(),
  canDelay: fc.boolean(),
});
const batchPlan = fc.array(recordPlan, { maxLength: 10 });
type Plan = typeof batchPlan extends fc.Arbitrary<infer T> ? T : never;

/** Runs the batch as planned; `steps` is how many records may be started. */
async function run(plan: Plan, steps = Number.POSITIVE_INFINITY) {
  const records = plan.map(({ group, receives }, index) => fifoRecord(String(index), group, { receives }));
  const planOf = (id: string) => plan[Number(id)]!;
  const [tried, done, parked, delayed]: [string[], string[], string[], string[]] = [[], [], [], []];
  let left = steps;
  const { batchItemFailures } = await processFifoBatch(
    records,
    async ({ messageId }) => {
      left--;
      tried.push(messageId);
      const { outcome, takes } = planOf(messageId);
      for (let turn = 0; turn < takes; turn++) await Promise.resolve();
      if (outcome === 'retry') throw new RetryableError('again');
      if (outcome === 'never') throw new PermanentError('never');
      if (outcome === 'bug') throw new TypeError('bug');
      done.push(messageId);
    },
    {
      park: async ({ messageId }) => {
        if (!planOf(messageId).canPark) throw new RetryableError('cannot park');
        parked.push(messageId);
      },
      delay: async ({ messageId }) => {
        if (!planOf(messageId).canDelay) throw new RetryableError('cannot delay');
        delayed.push(messageId);
      },
      hasTime: () => left > 0,
      maxReceiveCount: MAX_RECEIVES,
      log: { warn: () => undefined, error: () => undefined },
    },
  );
  return { tried, done, parked, delayed, handedBack: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

const sorted = (ids: readonly string[]) => [...ids].sort((a, b) => Number(a) - Number(b));

describe('whatever happens to a batch', () => {
  it('gives every record exactly one fate, and delays only what comes back', async () => {
    await fc.assert(
      fc.asyncProperty(batchPlan, fc.option(fc.nat({ max: 10 })), async (plan, steps) => {
        const { done, parked, handedBack, delayed } = await run(plan, steps ?? undefined);
        expect(sorted([...done, ...parked, ...handedBack])).toEqual(plan.map((_, index) => String(index)));
        expect(sorted(delayed)).toEqual(sorted(handedBack.filter((id) => plan[Number(id)]!.canDelay)));
      }),
    );
  });

  it('tries the records of a group in order, and none behind one that comes back', async () => {
    await fc.assert(
      fc.asyncProperty(batchPlan, async (plan) => {
        const { tried, done, parked, handedBack } = await run(plan);
        for (const group of new Set(plan.map((record) => record.group))) {
          const ids = plan.flatMap((record, index) => (record.group === group ? [String(index)] : []));
          const triedHere = tried.filter((id) => ids.includes(id));
          expect(triedHere).toEqual(ids.slice(0, triedHere.length));
          const finished = ids.filter((id) => done.includes(id) || parked.includes(id));
          const firstBack = ids.find((id) => handedBack.includes(id));
          if (firstBack === undefined) expect(finished).toEqual(ids);
          else expect(triedHere.at(-1)).toBe(firstBack);
        }
      }),
    );
  });

  it('lets no group suffer from another: each fares as it would alone', async () => {
    await fc.assert(
      fc.asyncProperty(batchPlan, async (plan) => {
        const together = await run(plan);
        for (const group of new Set(plan.map((record) => record.group))) {
          const ids = plan.flatMap((record, index) => (record.group === group ? [index] : []));
          const alone = await run(ids.map((index) => plan[index]!));
          const inBatch = (own: readonly string[]) => own.map((id) => String(ids[Number(id)]));
          const here = (all: readonly string[]) => all.filter((id) => ids.includes(Number(id)));
          expect(sorted(here(together.handedBack))).toEqual(sorted(inBatch(alone.handedBack)));
          expect(here(together.done)).toEqual(inBatch(alone.done));
          expect(here(together.parked)).toEqual(inBatch(alone.parked));
        }
      }),
    );
  });

  it('sends nothing to the dead-letter queue without a reason, as long as parking works', async () => {
    await fc.assert(
      fc.asyncProperty(batchPlan, fc.option(fc.nat({ max: 10 })), async (plan, steps) => {
        const { handedBack } = await run(
          plan.map((record) => ({ ...record, canPark: true })),
          steps ?? undefined,
        );
        expect(handedBack.filter((id) => plan[Number(id)]!.receives >= MAX_RECEIVES)).toEqual([]);
      }),
    );
  });
});
