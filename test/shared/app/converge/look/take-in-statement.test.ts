import { describe, expect, it } from 'vitest';

import { ledger } from '../../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../../shared/adapters/memory/memory-items.ts';
import { takeInStatement } from '../../../../../shared/app/provision/take-in-statement.ts';
import type { LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { readEngagement } from '../../../../../shared/domain/timeline/engagement-at.ts';
import { newWorker, type Worker } from '../../../../../shared/domain/worker/worker.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { fixedRandom } from '../../../../support/fixed-random.ts';
import { virtualClock } from '../../../../support/virtual-clock.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const day = (n: number) => new Date(Date.parse('2026-03-01') + n * 86_400_000).toISOString().slice(0, 10);
const ada = { workEmail: 'ada@example.com', department: 'Sales', location: 'Berlin' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
/** A move said as the n-th word, for the n-th day. */
const moved = (n: number, attributes: LifecycleEvent['attributes'], more: Parameters<typeof lifecycleEvent>[2] = {}) =>
  lifecycleEvent(n, 'moved', { date: day(n), attributes, ...more });
const times = <One>(from: number, count: number, make: (n: number) => One): One[] =>
  Array.from({ length: count }, (_, index) => make(from + index));

/** What is kept of a worker of whom all of this was said, one after the other. */
async function kept(...events: readonly LifecycleEvent[]) {
  const { history } = ledger({ items: memoryItems(), clock: virtualClock(), random: fixedRandom() });
  let worker: Worker = newWorker('w1', 'salt');
  const fates: string[] = [];
  for (const event of events) {
    const taken = await takeInStatement(event, { worker, history, now: NOW });
    fates.push(taken.fate);
    if (taken.fate === 'duplicate') continue;
    worker = { ...worker, engagements: { 'hr:1': taken.engagement } };
    await history.append('w1', { event, fate: taken.fate, recordedAt: NOW });
  }
  const engagement = worker.engagements['hr:1']!;
  return {
    ids: engagement.facts.map(({ id }) => id),
    others: (engagement.others ?? []).length,
    reading: readEngagement('hr:1', engagement, NOW),
    fate: fates.at(-1),
  };
}

describe('what is kept of a worker', () => {
  const nights = times(10, 30, (n) => moved(n, { ...ada, department: 'Data' }));

  it('is the first and the last of what was said night after night', async () => {
    const { ids, reading } = await kept(joined, ...nights);
    expect(ids).toEqual(['evt_1', 'evt_10', 'evt_39']);
    expect(reading.current.attributes).toEqual({ ...ada, department: 'Data' });
  });

  it('is the newest of a change night after night', async () => {
    const { ids } = await kept(joined, ...times(10, 30, (n) => moved(n, { department: `D${n}` })));
    expect(ids).toEqual(['evt_1', ...times(35, 5, (n) => `evt_${n}`)]);
  });

  it('counts as if all were kept when a move is said for a day between two nights', async () => {
    const toData = times(10, 30, (n) => moved(n, { department: 'Data' }));
    const after = moved(50, { location: 'Lima' });
    const between = moved(100, { department: 'Legal' }, { date: day(20) });
    const { reading, ids } = await kept(joined, ...toData, after, between);
    expect(ids).not.toContain('evt_39');
    expect(reading.current.attributes).toEqual({ ...ada, department: 'Data', location: 'Lima' });
  });

  it('counts as if all were kept when what outshone the others is taken back', async () => {
    const changes = times(10, 20, (n) => moved(n, { department: `D${n}` }));
    const back = (n: number) => lifecycleEvent(100 + n, 'moved', { phase: 'cancelled', supersedes: `evt_${n}` });
    const { reading } = await kept(joined, ...changes, ...times(15, 15, back));
    expect(reading.current.attributes.department).toBe('D14');
  });

  it.each<[string, LifecycleEvent]>([
    ['its name', lifecycleEvent(100, 'moved', { phase: 'cancelled', supersedes: 'evt_12' })],
    ['its date', lifecycleEvent(100, 'moved', { phase: 'cancelled', date: day(12) })],
  ])('knows what it let go of by %s', async (_name, word) => {
    const changes = [
      moved(11, { location: 'Tokyo' }),
      moved(12, { location: 'Lima' }),
      ...times(13, 20, (n) => moved(n, { department: `D${n}`, location: 'Berlin' })),
    ];
    const { reading, fate } = await kept(joined, ...changes, word);
    expect(fate).toBe('recorded');
    expect(reading.questions).toEqual([]);
    expect(reading.current.attributes).toEqual({ ...ada, department: 'D32' });
  });

  it('knows an event again that it let go of long ago', async () => {
    expect((await kept(joined, ...nights, nights[3]!)).fate).toBe('duplicate');
    const takenBack = times(10, 60, (n) => moved(n, ada, n % 2 ? { phase: 'cancelled', date: day(n - 1) } : {}));
    const again = await kept(joined, ...takenBack, takenBack[0]!);
    expect(again.fate).toBe('duplicate');
    expect(again.others).toBeLessThanOrEqual(20);
    expect(again.ids).toEqual(['evt_1']);
  });

  it('is the first and the last of one end, and of one day of coming back', async () => {
    const ends = times(10, 30, (n) => lifecycleEvent(n, 'left', { date: day(5) }));
    expect((await kept(joined, ...ends)).ids).toEqual(['evt_1', 'evt_10', 'evt_39']);
    expect((await kept(joined, ...ends)).reading.spellFactId).toBe('evt_10');
  });

  const turns = (from: number, date: (n: number) => string) =>
    times(from, 60, (n) => lifecycleEvent(n, n % 2 ? 'rehired' : 'left', { date: date(n), attributes: ada }));

  it('is 24 starts and ends', async () => {
    const { ids, reading } = await kept(...turns(1, (n) => day(2 * n - 70)));
    expect(ids).toEqual(times(37, 24, (n) => `evt_${n}`));
    expect(reading).toMatchObject({ status: 'ended', current: { startDate: day(48), endDate: day(50) } });
  });

  it('is no more of spells without a day between them, and where they began', async () => {
    const { ids, reading } = await kept(...turns(1, day));
    expect(ids).toEqual(['evt_1', 'evt_36', ...times(37, 24, (n) => `evt_${n}`)]);
    expect(reading).toMatchObject({ status: 'ended', current: { startDate: day(1), endDate: day(60) } });
  });
});
