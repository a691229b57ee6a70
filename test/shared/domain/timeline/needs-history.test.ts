import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { type Behind, type Engagement, recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { needsHistory } from '../../../../shared/domain/timeline/needs-history.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const { order } = lifecycleEvent(2, 'moved');
const joined = lifecycleEvent(3, 'joined', { date: '2026-01-01' });
const undated = lifecycleEvent(4, 'left', { effective: null });
/** The last of the facts that only the history has stood there in the timeline. */
const lastFact = { at: Date.parse('2026-03-10'), order };

/** What HR said as the words 3 and 4 is kept; what it said up to the word 2 is in the history alone. */
const engagement = (behind?: Behind, more: Partial<Engagement> = {}): Engagement => ({
  ...recordAll([joined, undated]).engagement,
  ...(behind && { behind }),
  ...more,
});
const moved = (n: number, date: string, more: Partial<LifecycleEvent> = {}) =>
  lifecycleEvent(n, 'moved', { date, ...more });

describe('an event is taken in without the history', () => {
  it.each<[string, LifecycleEvent, Engagement]>([
    ['where every statement is kept, whatever it says', moved(1, '2026-01-05', { phase: 'cancelled' }), engagement()],
    ['where it is newer and has effect after all that went', moved(5, '2026-03-11'), engagement({ order, lastFact })],
    [
      'where it has effect with the last that went, and is newer',
      moved(5, '2026-03-10'),
      engagement({ order, lastFact }),
    ],
    ['where it is newer, and nothing that went was in force', moved(5, '2026-01-01'), engagement({ order })],
    [
      'where it says nothing that access depends on',
      lifecycleEvent(5, 'moved', { effective: null }),
      engagement({ order, lastFact, hasTurns: true }),
    ],
    [
      'where it is a move, and starts or ends went',
      moved(5, '2026-03-11'),
      engagement({ order, lastFact, hasTurns: true }),
    ],
    [
      'where it is an end, and moves alone went',
      lifecycleEvent(5, 'left', { date: '2026-03-31' }),
      engagement({ order, lastFact }),
    ],
    [
      'where it is an ending without a date',
      { ...undated, id: 'evt_5', order: moved(5, '').order },
      engagement({ order, lastFact }),
    ],
  ])('%s', (_name, event, kept) => {
    expect(needsHistory(event, kept)).toBe(false);
  });
});

describe('an event is taken in with the history', () => {
  it.each<[string, LifecycleEvent, Engagement]>([
    ['where it is older than what went', moved(1, '2026-03-11'), engagement({ order })],
    [
      'where it may be the newest of what went, sent again',
      moved(2, '2026-03-11'),
      engagement({ order }, { facts: [], others: [] }),
    ],
    [
      'where it is older than a fact that is kept',
      moved(3, '2026-03-11', { order: `${order}+` }),
      engagement({ order }),
    ],
    [
      'where it is older than a kept word that is no fact',
      moved(4, '2026-03-11', { order: `${joined.order}+` }),
      engagement({ order }),
    ],
    ['where it is older, though it says nothing', lifecycleEvent(1, 'leave_started'), engagement({ order })],
    ['where it takes back by date', moved(5, '2026-03-11', { phase: 'cancelled' }), engagement({ order })],
    ['where it corrects by date', moved(5, '2026-03-11', { phase: 'corrected' }), engagement({ order })],
    ['where it names what it replaces', moved(5, '2026-03-11', { supersedes: 'evt_1' }), engagement({ order })],
    ['where a word that went named it', moved(5, '2026-03-11'), engagement({ order }, { replacedIds: ['evt_5'] })],
    ['where it has effect before the last that went', moved(5, '2026-03-09'), engagement({ order, lastFact })],
    [
      'where it is a start or an end, and some of those went',
      lifecycleEvent(5, 'left', { date: '2026-03-31' }),
      engagement({ order, lastFact, hasTurns: true }),
    ],
  ])('%s', (_name, event, kept) => {
    expect(needsHistory(event, kept)).toBe(true);
  });
});
