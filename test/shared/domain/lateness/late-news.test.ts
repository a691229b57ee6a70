import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { endOfDay, startOfDay } from '../../../../shared/domain/civil-time.ts';
import { daysLate, lateQuestion, withLate, withNews } from '../../../../shared/domain/lateness/late-news.ts';
import { NO_ENGAGEMENT, recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { newWorker, type Worker } from '../../../../shared/domain/worker/worker.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const at = (text: string) => Date.parse(text);
const received = (text: string) => ({ receivedAt: at(text) });
const start = { boundary: 'start_of_day', immediate: false } as const;

describe('how late an event is', () => {
  it.each<[string, Parameters<typeof daysLate>[0], number]>([
    [
      'the days in its own zone, though UTC is a day behind',
      {
        effective: { ...start, date: '2026-03-01', timeZone: 'Pacific/Auckland' },
        ...received('2026-03-02T12:00:00Z'),
      },
      2,
    ],
    [
      'none on the day itself',
      { effective: { ...start, date: '2026-03-01', timeZone: 'UTC' }, ...received('2026-03-01T23:59:59Z') },
      0,
    ],
    [
      'none before it',
      { effective: { ...start, date: '2026-03-01', timeZone: 'UTC' }, ...received('2025-03-01T00:00:00Z') },
      0,
    ],
    [
      'the days since the first one that is not worked any more, of a last day',
      {
        effective: { date: '2026-03-01', boundary: 'end_of_day', timeZone: 'UTC', immediate: false },
        ...received('2026-03-04T00:00:00Z'),
      },
      2,
    ],
    [
      'the days since its instant, where it names one',
      {
        effective: {
          date: '2020-01-01',
          boundary: 'instant',
          instant: at('2026-03-01T23:00:00Z'),
          timeZone: 'Europe/Berlin',
          immediate: false,
        },
        ...received('2026-03-04T00:00:00Z'),
      },
      2,
    ],
    [
      'none where it is to act at once',
      {
        effective: { ...start, date: '2020-01-01', timeZone: 'UTC', immediate: true },
        ...received('2026-03-04T00:00:00Z'),
      },
      0,
    ],
    ['none without a date', { effective: null, ...received('2026-03-04T00:00:00Z') }, 0],
    [
      'none where nothing says when it was received',
      { effective: { ...start, date: '2020-01-01', timeZone: 'UTC' } },
      0,
    ],
  ])('is %s', (_name, event, days) => {
    expect(daysLate(event)).toBe(days);
  });

  it('is N from the first instant of the Nth day after until the last one, in every zone', () => {
    const zone = fc.constantFrom('Africa/Cairo', 'America/Santiago', 'Asia/Beirut', 'Pacific/Apia', 'UTC');
    const day = fc.date({ min: new Date('2010-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(zone, day, fc.integer({ min: 0, max: 400 }), (timeZone, from, days) => {
        const dateOf = (plus: number) => new Date(from.getTime() + plus * 86_400_000).toISOString().slice(0, 10);
        const effective = { ...start, date: dateOf(0), timeZone };
        const [first, after] = [startOfDay(dateOf(days), timeZone), endOfDay(dateOf(days), timeZone)];
        // a zone may leave out a whole day
        fc.pre(first < after);
        expect(daysLate({ effective, receivedAt: first })).toBe(days);
        expect(daysLate({ effective, receivedAt: after - 1 })).toBe(days);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the late news of a worker', () => {
  const joined = lifecycleEvent(1, 'joined', { date: '2025-01-01', ...received('2026-02-01T00:00:00Z') });
  const moved = lifecycleEvent(2, 'moved', { date: '2026-01-10', ...received('2026-02-01T00:00:00Z') });
  const withEvents = (...events: Parameters<typeof recordAll>[0]): Worker => ({
    ...newWorker('w1', 'salt'),
    engagements: { 'hr:1': events.length > 0 ? recordAll(events).engagement : NO_ENGAGEMENT },
  });
  const ids = (worker: Worker) => worker.late?.map(({ id, days }) => `${id} ${days}`);

  it('are starts and moves that came later than may be', () => {
    expect(ids(withNews(withEvents(joined), joined, 395))).toEqual(['evt_1 396']);
    expect(ids(withNews(withEvents(joined), joined, 396))).toBeUndefined();
    expect(ids(withNews(withEvents(joined), joined, 'off'))).toBeUndefined();
  });

  it.each(['left', 'leave_ended', 'identity_changed', 'observed'] as const)('are no %s', (kind) => {
    const event = { ...joined, kind };
    expect(ids(withNews(withEvents(joined, event), event, 14))).toBeUndefined();
  });

  it('are none that was taken back, nor what takes back', () => {
    const cancelled = { ...moved, id: 'evt_3', order: `${moved.order}3`, phase: 'cancelled' } as const;
    const worker = withNews(withEvents(joined, moved, cancelled), moved, 14);
    expect(ids(withNews(worker, cancelled, 14))).toBeUndefined();
  });

  it('are at most twenty', () => {
    const news = Array.from({ length: 30 }, (_, n) => ({ id: n === 29 ? 'evt_1' : 'evt_2', days: n }));
    expect(withLate(withEvents(joined, moved), news).late).toEqual(news.slice(-20));
  });

  it('are asked about together, each day once, with what counts without them', () => {
    const again = { ...joined, id: 'evt_4', order: `${joined.order}4` };
    const events = [joined, again, moved];
    const worker = events.reduce<Worker>((known, event) => withNews(known, event, 14), withEvents(...events));
    const asked = lateQuestion(worker, at('2026-02-02'));
    expect(asked).toMatchObject({ about: ['evt_1', 'evt_2'], days: 396 });
    expect(asked?.without['hr:1']?.facts).toEqual([]);
  });

  it('are asked about no more once an operator approved them', () => {
    const worker = withNews(withEvents(joined, moved), moved, 14);
    const word = { id: 'o1', kind: 'question_answered', actor: 'ops', reason: 'so it is', from: 0, until: 10 } as const;
    const approved = { ...worker, overrides: [{ ...word, against: ['evt_2'] }] };
    expect(lateQuestion(approved, 9)).toBeUndefined();
    expect(lateQuestion(approved, 10)?.about).toEqual(['evt_2']);
    expect(lateQuestion({ ...worker, overrides: [word] }, 9)?.about).toEqual(['evt_2']);
  });
});
