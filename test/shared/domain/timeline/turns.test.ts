import { describe, expect, it } from 'vitest';
import type { Effective, LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { endsOf, isBegunBy, startsOf, turnsSaying } from '../../../../shared/domain/timeline/turns.ts';
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
    expect(startsOf(facts).map(({ contract }) => contract)).toEqual(['A', 'B']);
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
