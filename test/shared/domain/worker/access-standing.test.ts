import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { civilDate, dayNumber, startOfDay } from '../../../../shared/domain/civil-time.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { accessAt } from '../../../../shared/domain/worker/access-standing.ts';
import type { Override } from '../../../../shared/domain/worker/override.ts';
import { type Standing, standingAt } from '../../../../shared/domain/worker/standing.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const at = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
const iso = (ms: number | undefined) => ms && new Date(ms).toISOString().slice(0, 16);
const said = (events: readonly LifecycleEvent[], overrides: readonly Override[] = []) => ({
  engagements: { 'hr:1': recordAll(events).engagement },
  overrides,
});
const read = (events: readonly LifecycleEvent[], when: string, days = 7, overrides: readonly Override[] = []) =>
  accessAt(said(events, overrides), at(when), { startsBeforeDays: days, endsOn: 'date' });

const joined = lifecycleEvent(1, 'joined', { date: '2026-03-20', attributes: { department: 'Data' } });
const immediate = {
  date: '2026-03-15',
  boundary: 'end_of_day',
  timeZone: 'UTC',
  immediate: true,
} as const;

describe('access before the first day', () => {
  it('begins so many days before it, and HR’s own first day is a change too', () => {
    expect(read([joined], '2026-03-12')).toMatchObject({ kind: 'expected', changesAt: at('2026-03-13') });
    expect(read([joined], '2026-03-13')).toMatchObject({ kind: 'active', changesAt: at('2026-03-20') });
    expect(read([joined], '2026-03-20').kind).toBe('active');
  });

  it('begins on it where that is configured so', () => {
    expect(read([joined], '2026-03-19', 0)).toEqual(
      standingAt({ 'hr:1': recordAll([joined]).engagement }, [], at('2026-03-19')),
    );
  });

  it('is what the first day will give, and a move of the days before it is no date of its own', () => {
    const old = lifecycleEvent(0, 'joined', { date: '2025-01-01', attributes: { department: 'Sales' } });
    const left = lifecycleEvent(1, 'left', { date: '2025-12-31' });
    const rehired = lifecycleEvent(2, 'rehired', { date: '2026-03-20', attributes: { department: 'Data' } });
    const moved = lifecycleEvent(3, 'moved', { date: '2026-03-20', attributes: { location: 'Lyon' } });
    expect(read([old, left, rehired, moved], '2026-03-14')).toMatchObject({
      kind: 'active',
      engagements: [{ attributes: { department: 'Data', location: 'Lyon' }, startDate: '2026-03-20', isRehire: true }],
    });
  });

  it('goes on from the last day without a break, where the gap is shorter', () => {
    const events = [
      lifecycleEvent(0, 'joined', { date: '2025-01-01' }),
      lifecycleEvent(1, 'left', { date: '2026-03-15' }),
      lifecycleEvent(2, 'joined', { date: '2026-03-20' }),
    ];
    expect(read(events, '2026-03-16').kind).toBe('active');
    expect(read(events, '2026-03-16', 2).kind).toBe('ended');
    expect(read(events, '2026-03-18', 2).kind).toBe('active');
  });

  it.each<[string, readonly LifecycleEvent[], string, readonly Override[]]>([
    [
      'after an end that was to act at once',
      [
        lifecycleEvent(0, 'joined', { date: '2025-01-01' }),
        lifecycleEvent(1, 'left', { effective: immediate, occurredAt: at('2026-03-15') }),
        lifecycleEvent(2, 'rehired', { date: '2026-03-20' }),
      ],
      'ended',
      [],
    ],
    [
      'against the word of an operator, though that is over before',
      [joined],
      'ended',
      [
        {
          id: 'o1',
          kind: 'access_ended',
          actor: 'ops',
          reason: 'not here',
          from: at('2026-03-01'),
          until: at('2026-03-19'),
        },
      ],
    ],
    ['while the contract may never begin', [joined, lifecycleEvent(2, 'left', { date: '2026-03-18' })], 'expected', []],
    ['once the offer was taken back', [joined, { ...joined, id: 'evt_2', phase: 'cancelled' }], 'ended', []],
  ])('does not begin %s', (_name, events, kind, overrides) => {
    expect(read(events, '2026-03-17', 7, overrides).kind).toBe(kind);
  });

  it('ends by an end that is to act at once, at once, and a person is asked', () => {
    const left = lifecycleEvent(2, 'left', { effective: immediate, occurredAt: at('2026-03-15T09:00:00Z') });
    expect(read([joined, left], '2026-03-15T08:59:59Z').kind).toBe('expected');
    expect(read([joined, left], '2026-03-15T09:00:00Z')).toMatchObject({
      kind: 'ended',
      endedAt: at('2026-03-15T09:00:00Z'),
      basis: ['evt_2'],
      questions: [{ kind: 'no-show' }],
    });
  });

  it.each([
    ['Africa/Cairo', '2026-05-01', '2026-04-23T22:00'],
    ['Europe/Berlin', '2026-04-02', '2026-03-25T23:00'],
    ['Pacific/Apia', '2012-01-06', '2011-12-30T10:00'],
  ])(
    'begins with the first instant of a day of %s, also where it has no midnight or is none',
    (timeZone, date, instant) => {
      const effective = { date, boundary: 'start_of_day', timeZone, immediate: false } as const;
      const events = [lifecycleEvent(1, 'joined', { effective })];
      const before = startOfDay(date, timeZone) - 12 * 86_400_000;
      const { changesAt } = accessAt(said(events), before, { startsBeforeDays: 7, endsOn: 'date' });
      expect(iso(changesAt)).toBe(instant);
    },
  );

  it('for any dates: never later than without, never earlier than so many days, and every change is announced', () => {
    const kinds = fc.constantFrom('joined', 'left', 'rehired', 'moved');
    const zones = fc.constantFrom('Africa/Cairo', 'America/Santiago', 'Asia/Tokyo', 'UTC');
    const one = fc.tuple(kinds, fc.integer({ min: 1, max: 60 }), zones);
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 20 }),
        (statements, days) => {
          const events = statements.map(([kind, day, timeZone], n) => {
            const date = new Date(at('2026-03-01') + day * 86_400_000).toISOString().slice(0, 10);
            const boundary = kind === 'left' ? 'end_of_day' : 'start_of_day';
            return lifecycleEvent(n, kind, { effective: { date, boundary, timeZone, immediate: false } });
          });
          const worker = said(events);
          let now: number | undefined = at('2026-01-01');
          for (let step = 0; now !== undefined && step < 20; step++) {
            const early: Standing = accessAt(worker, now, { startsBeforeDays: days, endsOn: 'date' });
            const plain: Standing = standingAt(worker.engagements, [], now);
            if (plain.kind === 'active') expect(early).toEqual(plain);
            if (early.kind === 'active' && plain.kind !== 'active') {
              let first = plain;
              while (first.kind !== 'active') first = standingAt(worker.engagements, [], first.changesAt!);
              const { startDate, timeZone } = first.engagements[0]!;
              expect(dayNumber(startDate!) - dayNumber(civilDate(now, timeZone))).toBeLessThanOrEqual(days);
            }
            const until: number = early.changesAt ?? at('2027-01-01');
            const between = now + Math.floor((until - now) * 0.6);
            expect(accessAt(worker, between, { startsBeforeDays: days, endsOn: 'date' }).kind).toBe(early.kind);
            now = early.changesAt;
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
