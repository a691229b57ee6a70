import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import type { ItemStore } from '../../../../shared/ports/items.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { placeOf } from '../../../support/limits.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

const SLOT_MS = 300_000;
const sales = { by: 'department', value: 'sales' } as const;

/** A store whose calls run in any order. */
const scheduled = (items: ItemStore, scheduler: fc.Scheduler): ItemStore => ({
  ...items,
  get: scheduler.scheduleFunction(async (key) => items.get(key)),
  put: scheduler.scheduleFunction(async (item, when) => items.put(item, when)),
});

const waves = fc.array(
  fc.record({
    afterSlots: fc.integer({ min: 0, max: 20 }),
    workers: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('places, asked for by several processes at once', () => {
  it('are never more than the limit in the window, and each worker counts once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), waves, fc.integer({ min: 1, max: 4 }), async (scheduler, asked, max) => {
        const items = memoryItems();
        const parts = { items: scheduled(items, scheduler), clock: virtualClock(), random: fixedRandom() };
        const [one, other, calm] = [ledger(parts), ledger(parts), ledger({ ...parts, items })];
        const day = { windowMs: 24 * 3_600_000, max };
        let now = Date.parse('2026-03-02T09:00:00Z');
        const letThrough = new Set<number>();
        for (const { afterSlots, workers } of asked) {
          now += afterSlots * SLOT_MS;
          const asking = workers.flatMap((worker) =>
            [one, other].map(async ({ limits }) => {
              const place = placeOf(`w${worker}`, { ...day, now, cohorts: [{ cohort: sales, max: 99 }] });
              return { worker, answer: await limits.reserve(place) };
            }),
          );
          await scheduler.waitFor(Promise.all(asking));
          for (const { worker, answer } of await Promise.all(asking))
            if (answer.kind === 'reserved') letThrough.add(worker);
        }
        expect(letThrough.size).toBeLessThanOrEqual(max);
        expect(await calm.limits.count('atlan-prod', 'leavers', 0)).toBe(letThrough.size);
      }),
      { numRuns: 60 },
    );
  });

  it('are found again by who was cut off between the counter and the worker’s own item', async () => {
    const items = memoryItems();
    let isCut = true;
    const put: ItemStore['put'] = async (item, when) => {
      if (isCut && item.sk.startsWith('place#')) throw new Error('cut off');
      return items.put(item, when);
    };
    const { limits } = ledger({ items: { ...items, put }, clock: virtualClock(), random: fixedRandom() });
    const now = Date.parse('2026-03-02T09:00:00Z');
    await expect(limits.reserve(placeOf('w1', { now }))).rejects.toThrow('cut off');
    isCut = false;
    expect(await limits.reserve(placeOf('w1', { now: now + SLOT_MS }))).toEqual({ kind: 'reserved' });
    expect(await limits.count('atlan-prod', 'leavers', 0)).toBe(1);
  });
});
