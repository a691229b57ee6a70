import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../shared/domain/event/lifecycle-event.ts';
import { company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { finalState, joined, left, moved, settle } from './scenarios.ts';
import { recordWrites, untidy, whatHappened } from './what-happened.ts';

/** What is left once everybody who could accept has tried to, some days on. */
async function outcomeOf(events: readonly LifecycleEvent[], batches: number) {
  const acme = await company({ connections: ['payroll'] });
  const writes = recordWrites(acme);
  const size = Math.max(Math.ceil(events.length / batches), 1);
  for (let at = 0; at < events.length; at += size) await acme.deliver(...events.slice(at, at + size));
  acme.atlan.accept('ada@example.com');
  await settle(acme);
  const happened = await whatHappened(acme, writes);
  expect(untidy(happened)).toEqual([]);
  expect(happened.holds).toEqual([]);
  return { acme, happened, state: await finalState(acme) };
}

describe('whatever the order and the number of arrivals', () => {
  it('a worker who joined, moved and left cannot sign in, and was invited at most once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(Array.from({ length: 10 }, () => [joined, moved, left]).flat(), {
          minLength: 30,
          maxLength: 30,
        }),
        fc.integer({ min: 1, max: 12 }),
        async (arrivals, batches) => {
          const { acme, happened, state } = await outcomeOf(arrivals, batches);
          for (const types of Object.values(happened.published)) expect(types.at(-1)).toBe('AccessEnded');
          expect(acme.atlan.accounts().length).toBeLessThanOrEqual(1);
          expect(acme.atlan.accounts().every(({ state: account }) => account === 'disabled')).toBe(true);
          expect(state.workers).toMatchObject([
            {
              state: 'converged',
              openIntents: 0,
              isChainWhole: true,
              fates: ['evt_1 recorded', 'evt_3 recorded', 'evt_4 recorded'],
            },
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('one worker with two source keys goes on until both have ended', async () => {
    const second = (event: LifecycleEvent, n: number) => ({
      ...event,
      id: `evt_2${n}`,
      sourceKey: 'payroll:9',
      order: event.order.replace(event.id, `evt_2${n}`),
    });
    const email = { workEmail: 'ada@example.com', displayName: 'Ada' };
    const events = [
      joined,
      moved,
      left,
      second({ ...joined }, 1),
      second(lifecycleEvent(4, 'left', { date: '2026-03-01', attributes: email }), 4),
    ].map((event) => ({
      ...event,
      attributes: { ...email, ...event.attributes },
    }));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.integer({ min: 1, max: 5 }),
        async (arrivals, batches) => {
          const { acme } = await outcomeOf(arrivals, batches);
          expect(acme.atlan.accounts().length).toBeLessThanOrEqual(1);
          expect(acme.atlan.accounts().every(({ state }) => state === 'disabled')).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
    const open = await outcomeOf(events.slice(0, 4), 2);
    expect(open.acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
  });
});
