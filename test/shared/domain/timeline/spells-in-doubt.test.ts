import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { spellsOf } from '../../../../shared/domain/timeline/spells.ts';
import { lifecycleEvent } from '../../../support/events.ts';

type More = NonNullable<Parameters<typeof lifecycleEvent>[2]>;
const starts = (n: number, date: string, more: More = {}) => lifecycleEvent(n, 'joined', { date, ...more });
const ends = (n: number, date: string, more: More = {}) => lifecycleEvent(n, 'left', { date, ...more });
const midnight = (date: string) => Date.parse(`${date}T00:00:00Z`);
const of = (engagementId: string) => ({ engagementId });

/** When access goes on for sure, and what is in doubt; where an operator answered questions, by the ids of those. */
function read(events: readonly LifecycleEvent[], settled: readonly string[] = []) {
  const { certain, doubts, noShows } = spellsOf(recordAll(events).engagement.facts, new Set(settled));
  return {
    certain: certain.map(({ from, until }) => [from, until]),
    doubts,
    noShows: noShows.map(({ fact }) => fact.id),
  };
}
const asked = (kind: 'unclear-ending' | 'no-show', n: number, from: number) => ({
  kind,
  of: 'left',
  id: `evt_${n}`,
  at: ends(n, '2026-01-01').occurredAt,
  from,
});

const ever = Number.POSITIVE_INFINITY;
/** Two contracts without a name, and a last day of one of them or of both. */
const unclear = [starts(1, '2026-01-01'), starts(2, '2026-01-02'), ends(3, '2026-03-31')];
/** A contract of which the last day lies before the first one. */
const never = (date: string) => [starts(4, date, of('A')), ends(5, '2026-01-08', of('A'))];

describe('what is in doubt', () => {
  it('is asked by what leaves it open, where another doubt began before', () => {
    const from = midnight('2026-04-01');
    expect(read([...unclear, ...never('2026-03-10')])).toEqual({
      certain: [[midnight('2026-01-01'), from]],
      doubts: [{ from, until: ever, question: asked('unclear-ending', 3, from) }],
      noShows: [],
    });
  });

  it('is asked one by one, where one doubt follows the other', () => {
    const events = [...never('2026-05-01'), starts(6, '2026-06-01'), starts(7, '2026-06-02'), ends(8, '2026-06-30')];
    const [may, june, july] = ['2026-05-01', '2026-06-01', '2026-07-01'].map(midnight);
    expect(read(events)).toEqual({
      certain: [[june, july]],
      doubts: [
        { from: may, until: june, question: asked('no-show', 5, may!) },
        { from: july, until: ever, question: asked('unclear-ending', 8, july!) },
      ],
      noShows: [],
    });
  });
});

describe('a spell that never began, as an operator said', () => {
  it('is none, and nothing is asked', () => {
    expect(read(never('2026-03-10'), ['evt_5'])).toEqual({ certain: [], doubts: [], noShows: ['evt_5'] });
  });

  it('is no cause of another doubt from the day on which it was to begin', () => {
    const from = midnight('2026-04-01');
    expect(read([...unclear, ...never('2026-04-01')], ['evt_5'])).toEqual({
      certain: [[midnight('2026-01-01'), from]],
      doubts: [{ from, until: ever, question: asked('unclear-ending', 3, from) }],
      noShows: ['evt_5'],
    });
  });
});

it('two ends of one day are read by the hour: what the first one ended, the second one does not mean', () => {
  const hour = (time: string): More => ({
    effective: {
      date: '2026-03-01',
      boundary: 'instant',
      timeZone: 'UTC',
      instant: Date.parse(`2026-03-01T${time}:00Z`),
      immediate: false,
    },
  });
  const events = [
    starts(1, '2026-01-01', of('A')),
    starts(2, '2026-01-01', of('B')),
    ends(3, '', hour('17:00')),
    ends(4, '', { ...hour('09:00'), ...of('A') }),
  ];
  expect(read(events)).toEqual({
    certain: [[midnight('2026-01-01'), Date.parse('2026-03-01T17:00:00Z')]],
    doubts: [],
    noShows: [],
  });
});
