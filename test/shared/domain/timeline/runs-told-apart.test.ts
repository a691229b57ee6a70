import { describe, expect, it } from 'vitest';

import type { Effective, LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { newestOfDays, runsOf } from '../../../../shared/domain/timeline/runs.ts';
import { endsOf, startsOf } from '../../../../shared/domain/timeline/turns.ts';
import { lifecycleEvent } from '../../../support/events.ts';

type More = NonNullable<Parameters<typeof lifecycleEvent>[2]>;
const starts = (n: number, date: string, more: More = {}) => lifecycleEvent(n, 'joined', { date, ...more });
const ends = (n: number, date: string, more: More = {}) => lifecycleEvent(n, 'left', { date, ...more });
const of = (engagementId: string) => ({ engagementId });
/** It takes effect at an instant, whatever hour of the day that is. */
const at = (instant: string, timeZone = 'UTC'): { readonly effective: Effective } => ({
  effective: {
    date: instant.slice(0, 10),
    boundary: 'instant',
    timeZone,
    instant: Date.parse(instant),
    immediate: false,
  },
});
/** It acts at once, as of an instant; HR said it in the order of its number. */
const atOnce = (occurredAt: string): More => ({
  effective: { date: '2026-12-31', boundary: 'end_of_day', timeZone: 'UTC', immediate: true },
  occurredAt: Date.parse(occurredAt),
});

/** The runs by the numbers of HR's events: ends with the one that counts, and the start of the spell that they end. */
function read(...events: readonly LifecycleEvent[]) {
  const { facts } = recordAll(events).engagement;
  const { runs, noShows } = runsOf(startsOf(facts), endsOf(facts));
  const n = ({ fact: { id } }: { readonly fact: { readonly id: string } }) => Number(id.slice(4));
  return {
    runs: runs.map((run) => ({ ends: run.ends.map(n), counts: n(run.counts), latest: run.latest && n(run.latest) })),
    firstSaid: runs.map(({ firstSaid }) => n(firstSaid)),
    isOfUnknownContract: runs.map((run) => run.isOfUnknownContract),
    noShows: noShows.map(({ end, withheld }) => ({ end: n(end), withheld: withheld.map(n) })),
  };
}

describe('ends mean the same spells', () => {
  it.each<[string, LifecycleEvent[], number[][]]>([
    [
      'where only one of them names the one contract that there is',
      [starts(1, '2026-01-01', of('A')), ends(2, '2026-03-01', of('A')), ends(3, '2026-03-02')],
      [[2, 3]],
    ],
    [
      'and not where one names a contract, the other none, and there is another contract',
      [
        starts(1, '2026-01-01', of('A')),
        starts(2, '2026-05-01', of('B')),
        ends(3, '2026-03-01', of('A')),
        ends(4, '2026-03-02'),
      ],
      [[3], [4]],
    ],
    [
      'and not where they name two contracts that HR took up again before any start',
      [
        lifecycleEvent(1, 'rehired', { date: '2026-05-01', ...of('A') }),
        lifecycleEvent(2, 'rehired', { date: '2026-05-01', ...of('B') }),
        ends(3, '2026-03-01', of('A')),
        ends(4, '2026-03-01', of('B')),
      ],
      [[3], [4]],
    ],
  ])('%s', (_name, events, groups) => {
    expect(read(...events).runs.map((run) => run.ends)).toEqual(groups);
  });

  it('and each withholds the start of its own contract, where the worker never came', () => {
    const { noShows } = read(
      starts(1, '2026-05-01', of('A')),
      starts(2, '2026-05-01', of('B')),
      ends(3, '2026-03-01', of('A')),
      ends(4, '2026-03-01', of('B')),
    );
    expect(noShows).toEqual([
      { end: 3, withheld: [1] },
      { end: 4, withheld: [2] },
    ]);
  });

  it('of a contract that no start has, where a start without a name may be meant', () => {
    const some = [starts(1, '2026-01-01', of('A')), starts(2, '2026-01-02'), ends(3, '2026-03-01', of('C'))];
    expect(read(...some)).toMatchObject({ runs: [{ ends: [3], latest: 2 }], isOfUnknownContract: [false] });
  });
});

it('an end on the first day of a spell ends an older one that still goes on, whatever ended before that one began', () => {
  const { runs } = read(
    starts(1, '2026-01-01'),
    ends(2, '2026-01-15'),
    starts(3, '2026-02-01'),
    starts(4, '2026-03-01'),
    ends(5, '2026-03-01'),
  );
  expect(runs).toEqual([
    { ends: [2], counts: 2, latest: 1 },
    { ends: [5], counts: 5, latest: 3 },
  ]);
});

describe('of several ends', () => {
  it('that act at once the one of the first instant counts, whichever HR said first', () => {
    const { runs } = read(
      starts(1, '2026-01-01'),
      ends(2, '', atOnce('2026-02-03T00:00:00Z')),
      ends(3, '', atOnce('2026-02-01T00:00:00Z')),
      ends(4, '2026-05-01'),
    );
    expect(runs).toMatchObject([{ ends: [2, 3, 4], counts: 3 }]);
  });

  it('of one instant the one that HR said last counts, also beside one that acts at once', () => {
    const instant = '2026-02-01T09:00:00Z';
    const { runs } = read(starts(1, '2026-01-01'), ends(2, '', atOnce(instant)), ends(3, '', at(instant)));
    expect(runs).toMatchObject([{ ends: [2, 3], counts: 3 }]);
  });

  it('of one instant on two days, as it is in two zones, none says the same as the other', () => {
    const inTokyo = ends(2, '', at('2026-03-02T00:00:00Z', 'Asia/Tokyo'));
    const { runs, firstSaid } = read(starts(1, '2026-01-01'), inTokyo, ends(3, '2026-03-01'));
    expect({ runs, firstSaid }).toMatchObject({ runs: [{ ends: [2, 3], counts: 3 }], firstSaid: [3] });
  });
});

describe('a last day that is said again after the spell was over', () => {
  const toCome = starts(3, '2026-06-01');
  const again = (date: string, said: string): LifecycleEvent => ({
    ...ends(4, date),
    occurredAt: Date.parse(said),
    order: '9',
  });
  const read4 = (end: LifecycleEvent, ...more: readonly LifecycleEvent[]) =>
    read(starts(1, '2026-01-01'), ends(2, '2026-02-10'), ...more, end);

  it.each<[string, LifecycleEvent, LifecycleEvent[]]>([
    ['fourteen days later, with a later day', again('2026-05-01', '2026-02-25T00:00:00Z'), [toCome]],
    ['long after, with the same day', again('2026-02-10', '2026-04-01T00:00:00Z'), [toCome]],
    ['long after, with an earlier day', again('2026-02-01', '2026-04-01T00:00:00Z'), [toCome]],
    ['long after, while no other spell is to come', again('2026-05-01', '2026-04-01T00:00:00Z'), []],
  ])('is of that spell: %s', (_name, end, more) => {
    const { runs, noShows } = read4(end, ...more);
    expect({ runs, noShows }).toEqual({ runs: [{ ends: [2, 4], counts: 4, latest: 1 }], noShows: [] });
  });

  it('is of the spell to come, where it is later and said more than fourteen days later', () => {
    const { runs, noShows } = read4(again('2026-05-01', '2026-02-25T00:00:00.001Z'), toCome);
    expect(runs).toEqual([{ ends: [2], counts: 2, latest: 1 }]);
    expect(noShows).toEqual([{ end: 4, withheld: [3] }]);
  });
});

it('the last word on each day is kept in the order of HR’s words, however they are listed', () => {
  const { facts } = recordAll([
    ends(1, '2026-03-01'),
    ends(2, '2026-03-05'),
    ends(3, '2026-03-01'),
    ends(4, '2026-02-01'),
  ]).engagement;
  const kept = newestOfDays(endsOf(facts).toReversed(), 2);
  expect(kept.map(({ fact: { id } }) => id)).toEqual(['evt_3', 'evt_4']);
});
