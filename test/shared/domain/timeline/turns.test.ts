import { describe, expect, it } from 'vitest';
import type { Effective, LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import {
  byDay,
  endsOf,
  isBegunBy,
  startsOf,
  type Turn,
  turnsSaying,
} from '../../../../shared/domain/timeline/turns.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const factsOf = (...events: LifecycleEvent[]) => recordAll(events).engagement.facts;
const atInstant = (time: string): Partial<LifecycleEvent> => ({
  effective: {
    date: time.slice(0, 10),
    boundary: 'instant',
    timeZone: 'UTC',
    instant: Date.parse(`${time}:00Z`),
    immediate: false,
  } satisfies Effective,
});
const inZone = (date: string, timeZone: string, boundary: 'start_of_day' | 'end_of_day') => ({
  effective: { date, boundary, timeZone, immediate: false } satisfies Effective,
});
const onDay = (date: string) => ({ date });

describe('a spell has begun by an end', () => {
  it.each([
    ['of the day after', onDay('2026-03-01'), onDay('2026-03-02'), true],
    ['of the day before', onDay('2026-03-02'), onDay('2026-03-01'), false],
    ['of its first day, where both mean the whole day', onDay('2026-03-01'), onDay('2026-03-01'), true],
    ['of its first day, where it begins in the evening', atInstant('2026-03-01T18:00'), onDay('2026-03-01'), true],
    ['of its first day, where the end is at noon', onDay('2026-03-01'), atInstant('2026-03-01T12:00'), true],
    ['at a later hour of its first day', atInstant('2026-03-01T09:00'), atInstant('2026-03-01T17:00'), true],
    ['at an earlier hour of its first day', atInstant('2026-03-01T17:00'), atInstant('2026-03-01T09:00'), false],
    ['at the instant at which it begins', atInstant('2026-03-01T09:00'), atInstant('2026-03-01T09:00'), false],
  ])('%s', (_name, start, end, isBegun) => {
    const facts = factsOf(lifecycleEvent(1, 'joined', start), lifecycleEvent(2, 'left', end));
    const [[first], [last]] = [startsOf(facts), endsOf(facts)];
    expect(isBegunBy(first!, last!)).toBe(isBegun);
  });
});

describe('a spell has begun by an end of its first day, also where that day is over in the zone of the end', () => {
  // on Pago Pago the day begins an hour after it is over on Kiritimati
  const [late, early] = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'];
  const hour = (instant: string, timeZone: string): Partial<LifecycleEvent> => ({
    effective: {
      date: '2026-03-01',
      boundary: 'instant',
      timeZone,
      instant: Date.parse(instant),
      immediate: false,
    } satisfies Effective,
  });
  const start = inZone('2026-03-01', late, 'start_of_day');
  const end = inZone('2026-03-01', early, 'end_of_day');

  it.each([
    ['where both mean the whole day', start, end],
    ['where the start does', start, hour('2026-03-01T05:00:00Z', early)],
    ['where the end does', hour('2026-03-01T23:00:00Z', late), end],
  ])('%s', (_name, first, last) => {
    const facts = factsOf(lifecycleEvent(1, 'joined', first), lifecycleEvent(2, 'left', last));
    expect(isBegunBy(startsOf(facts)[0]!, endsOf(facts)[0]!)).toBe(true);
  });
});

describe('a turn', () => {
  const day = (date: string) => Date.parse(date) / 86_400_000;

  it.each<[string, Partial<LifecycleEvent>, Omit<Turn, 'fact'>]>([
    [
      'is after the end of its last day, as the zone has it',
      inZone('2026-03-31', 'Asia/Tokyo', 'end_of_day'),
      { at: Date.parse('2026-03-31T15:00:00Z'), day: day('2026-03-31'), isWhole: true, contract: undefined },
    ],
    [
      'is of the day before, where it is at midnight',
      atInstant('2026-04-01T00:00'),
      { at: Date.parse('2026-04-01T00:00:00Z'), day: day('2026-03-31'), isWhole: false, contract: undefined },
    ],
    [
      'is of the day before, where it is at the start of a day',
      inZone('2026-04-01', 'UTC', 'start_of_day'),
      { at: Date.parse('2026-04-01T00:00:00Z'), day: day('2026-03-31'), isWhole: true, contract: undefined },
    ],
    [
      'is of the day on which HR said it, where it acts at once, whatever date it states',
      {
        effective: { date: '2026-12-31', boundary: 'end_of_day', timeZone: 'UTC', immediate: true },
        occurredAt: Date.parse('2026-03-05T09:00:00Z'),
        engagementId: 'A',
      },
      { at: Date.parse('2026-03-05T09:00:00Z'), day: day('2026-03-05'), isWhole: false, contract: 'A' },
    ],
  ])('that ends a spell %s', (_name, more, turn) => {
    const facts = factsOf(lifecycleEvent(1, 'left', more));
    expect(endsOf(facts)).toEqual([{ ...turn, fact: facts[0] }]);
  });
});

describe('by day', () => {
  const turn = (n: number, more: Partial<Turn>): Turn => {
    const [first] = startsOf(factsOf(lifecycleEvent(n, 'joined')));
    return { ...first!, ...more };
  };

  it.each([
    ['the earlier day is first, whatever the instant', turn(2, { day: 1, at: 9 }), turn(1, { day: 2, at: 8 })],
    ['of one day the earlier instant is first', turn(2, { day: 1, at: 8 }), turn(1, { day: 1, at: 9 })],
    ['of one instant what HR said first is first', turn(1, { day: 1, at: 8 }), turn(2, { day: 1, at: 8 })],
  ])('%s', (_name, first, second) => {
    expect([byDay(first, second), byDay(second, first), byDay(first, first)].map(Math.sign)).toEqual([-1, 1, 0]);
  });

  it('starts are read, whichever HR said first', () => {
    const facts = factsOf(
      lifecycleEvent(1, 'joined', onDay('2026-04-01')),
      lifecycleEvent(2, 'joined', onDay('2026-03-01')),
    );
    expect(startsOf(facts).map(({ fact }) => fact.id)).toEqual(['evt_2', 'evt_1']);
  });
});

describe('of starts that name one day', () => {
  it('the one counts that begins first, and any of them was said', () => {
    const facts = factsOf(
      lifecycleEvent(1, 'joined', atInstant('2026-03-01T09:00')),
      lifecycleEvent(2, 'rehired', onDay('2026-03-01')),
      lifecycleEvent(3, 'joined', onDay('2026-03-01')),
      lifecycleEvent(4, 'rehired', onDay('2026-04-01')),
    );
    const starts = startsOf(facts);
    expect(starts.map(({ fact }) => fact.id)).toEqual(['evt_2', 'evt_4']);
    expect(turnsSaying(starts[0]!, facts).map(({ id }) => id)).toEqual(['evt_2', 'evt_3']);
  });

  it('one of each contract counts', () => {
    const facts = factsOf(
      lifecycleEvent(1, 'joined', { ...onDay('2026-03-01'), engagementId: 'A' }),
      lifecycleEvent(2, 'joined', { ...onDay('2026-03-01'), engagementId: 'B' }),
    );
    const starts = startsOf(facts);
    expect(starts.map(({ contract }) => contract)).toEqual(['A', 'B']);
    expect(starts.map((start) => turnsSaying(start, facts).map(({ id }) => id))).toEqual([['evt_1'], ['evt_2']]);
  });
});

describe('ends', () => {
  it('are read in the order in which HR said them', () => {
    const facts = factsOf(
      lifecycleEvent(1, 'left', onDay('2026-04-30')),
      lifecycleEvent(2, 'left', onDay('2026-03-31')),
    );
    expect(endsOf(facts.toReversed()).map(({ fact }) => fact.id)).toEqual(['evt_1', 'evt_2']);
  });
});
