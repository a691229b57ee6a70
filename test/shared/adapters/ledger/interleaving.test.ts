import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { brokenAt } from '../../../../shared/domain/receipt.ts';
import type { ItemStore } from '../../../../shared/ports/items.ts';
import { appendNext, receiptAfter } from '../../../contract/ledger/receipts.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { placeOf } from '../../../support/limits.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

/** A store whose every answer comes when the scheduler says so. */
const scheduled = (items: ItemStore, scheduler: fc.Scheduler): ItemStore => ({
  get: scheduler.scheduleFunction(async (key) => items.get(key)),
  put: scheduler.scheduleFunction(async (item, when) => items.put(item, when)),
  delete: scheduler.scheduleFunction(async (key, when) => items.delete(key, when)),
  query: scheduler.scheduleFunction(async (range) => items.query(range)),
  due: scheduler.scheduleFunction(async (partition, before, limit) => items.due(partition, before, limit)),
  moveDue: scheduler.scheduleFunction(async (key, from, to) => items.moveDue(key, from, to)),
});

const ledgerOn = (items: ItemStore) => ledger({ items, clock: virtualClock(), random: fixedRandom() });

describe('under any interleaving', () => {
  it('a chain of receipts has every writer’s receipts once, with their own payloads, and verifies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, writers, each) => {
          const items = memoryItems();
          const { receipts } = ledgerOn(scheduled(items, scheduler));
          const notes = Array.from({ length: writers }, (_, writer) =>
            Array.from({ length: each }, (_, n) => `writer${writer}-${n}`),
          );
          const writing = notes.map(async (own) => {
            for (const note of own) await appendNext(receipts, note);
          });
          const reading = Array.from({ length: 3 }, async () => {
            const seen = await receipts.chain('w1');
            expect(
              seen.every(({ payload }) => payload !== undefined),
              'a header is never seen without its payload',
            ).toBe(true);
            expect(brokenAt(seen, 'salt')).toBeUndefined();
          });
          await scheduler.waitFor(Promise.all([...writing, ...reading]));

          const chain = await ledgerOn(items).receipts.chain('w1');
          expect(brokenAt(chain, 'salt')).toBeUndefined();
          const emails = chain.map(({ payload }) => String(payload?.['email']));
          expect(emails.toSorted()).toEqual(
            notes
              .flat()
              .map((note) => `${note}@example.com`)
              .toSorted(),
          );
          const stored = await items.query({ pk: 'worker#w1', sk: { prefix: 'payload#' } });
          expect(stored.items, 'no loser’s payload is left').toHaveLength(chain.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('the same receipt written twice at once leaves its payload', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const items = memoryItems();
        const { receipts } = ledgerOn(scheduled(items, scheduler));
        const receipt = receiptAfter(undefined, 'ada');
        const answers = [1, 2, 3].map(() => receipts.append(receipt));
        await scheduler.waitFor(Promise.all(answers));
        expect((await Promise.all(answers)).toSorted()).toEqual(['appended', 'taken', 'taken']);
        expect(await ledgerOn(items).receipts.chain('w1')).toEqual([receipt]);
      }),
      { numRuns: 100 },
    );
  });

  it('a limit is never exceeded, and every place is given', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 8 }),
        async (scheduler, max, callers) => {
          const items = memoryItems();
          const { limits } = ledgerOn(scheduled(items, scheduler));
          const asking = callers.map(async (worker) => {
            const workerKey = `w${worker}`;
            return { workerKey, answer: await limits.reserve(placeOf(workerKey, { max })) };
          });
          await scheduler.waitFor(Promise.all(asking));

          const answers = await Promise.all(asking);
          const having = new Set(
            answers.filter(({ answer }) => answer.kind === 'reserved').map(({ workerKey }) => workerKey),
          );
          expect(having.size).toBe(Math.min(max, new Set(callers).size));
          expect(await ledgerOn(items).limits.count('atlan-prod', 'leavers', 0)).toBe(having.size);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a half-open gate lets one request through, although others open and close it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const items = memoryItems();
        const gate = { target: 't', cause: 'down', because: 'no answer', closedAt: 0 } as const;
        await ledgerOn(items).gates.close({ ...gate, closedUntil: 100 });
        const { gates } = ledgerOn(scheduled(items, scheduler));
        const trying = [1, 2, 3].map(() => gates.tryHalfOpen('t', 100, 50));
        const closing = gates.close({ ...gate, closedUntil: 500 });
        await scheduler.waitFor(Promise.all([...trying, closing]));
        expect((await Promise.all(trying)).filter((isThrough) => isThrough).length).toBeLessThanOrEqual(1);
        expect((await ledgerOn(items).gates.read('t'))?.closedUntil, 'a later closing is never shortened').toBe(500);
      }),
      { numRuns: 100 },
    );
  });
});
