import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { newestOfDays, runsOf } from '../../../../shared/domain/timeline/runs.ts';
import { endsOf, startsOf, type Turn } from '../../../../shared/domain/timeline/turns.ts';
import { lifecycleEvent } from '../../../support/events.ts';

type More = Parameters<typeof lifecycleEvent>[2];
const starts = (n: number, date: string, more: More = {}) => lifecycleEvent(n, 'joined', { date, ...more });
const ends = (n: number, date: string, more: More = {}) => lifecycleEvent(n, 'left', { date, ...more });

const turns = (events: readonly LifecycleEvent[]) => {
  const { facts } = recordAll(events).engagement;
  return { starts: startsOf(facts), ends: endsOf(facts) };
};
const idsOf = (all: readonly Turn[]) => all.map(({ fact }) => fact.id);

/** The runs of what HR said, by the ids of its events. */
function read(...events: readonly LifecycleEvent[]) {
  const said = turns(events);
  const { runs, noShows } = runsOf(said.starts, said.ends);
  return {
    runs: runs.map(({ ends: own, counts, firstSaid, meant, latest, isOfUnknownContract }) => ({
      ends: idsOf(own),
      counts: counts.fact.id,
      firstSaid: firstSaid.fact.id,
      meant: idsOf(meant),
      latest: latest?.fact.id,
      ...(isOfUnknownContract && { isOfUnknownContract }),
    })),
    noShows: noShows.map(({ end, withheld }) => ({ end: end.fact.id, withheld: idsOf(withheld) })),
  };
}

const one = { counts: 'evt_2', firstSaid: 'evt_2', meant: ['evt_1'], latest: 'evt_1' };

describe('an end', () => {
  it('means the spell that began before it', () => {
    expect(read(starts(1, '2026-01-01'), ends(2, '2026-03-01'))).toEqual({
      runs: [{ ...one, ends: ['evt_2'] }],
      noShows: [],
    });
  });

  it('is a run of its own where HR never stated a start', () => {
    expect(read(ends(2, '2026-03-01')).runs).toEqual([{ ...one, ends: ['evt_2'], meant: [], latest: undefined }]);
    expect(
      read(ends(2, '2026-03-01', { engagementId: 'c1' }), ends(3, '2026-04-01', { engagementId: 'c2' })).runs,
    ).toEqual([
      { ends: ['evt_2'], counts: 'evt_2', firstSaid: 'evt_2', meant: [], latest: undefined },
      { ends: ['evt_3'], counts: 'evt_3', firstSaid: 'evt_3', meant: [], latest: undefined },
    ]);
  });

  it('of a worker who never came withholds the spell that begins later', () => {
    expect(read(starts(1, '2026-05-01'), starts(2, '2026-06-01'), ends(3, '2026-03-01'))).toEqual({
      runs: [],
      noShows: [{ end: 'evt_3', withheld: ['evt_1'] }],
    });
  });
});

describe('several ends of one spell', () => {
  it('are one run, of which the one that was said last counts', () => {
    expect(read(starts(1, '2026-01-01'), ends(2, '2026-03-01'), ends(3, '2026-02-20')).runs).toEqual([
      { ...one, ends: ['evt_2', 'evt_3'], counts: 'evt_3', firstSaid: 'evt_3' },
    ]);
  });

  it('that say the same day count from when it was said first', () => {
    expect(
      read(starts(1, '2026-01-01'), ends(2, '2026-03-01'), ends(3, '2026-03-09'), ends(4, '2026-03-01')).runs,
    ).toEqual([{ ...one, ends: ['evt_2', 'evt_3', 'evt_4'], counts: 'evt_4', firstSaid: 'evt_2' }]);
  });

  it('that say one day in two zones are two ends', () => {
    const inZone = (n: number, timeZone: string) =>
      ends(n, '2026-03-01', {
        effective: { date: '2026-03-01', boundary: 'end_of_day', timeZone, immediate: false },
      });
    const { runs } = read(starts(1, '2026-01-01'), inZone(2, 'Asia/Tokyo'), inZone(3, 'UTC'));
    expect(runs.map(({ counts, firstSaid }) => [counts, firstSaid])).toEqual([['evt_3', 'evt_3']]);
  });

  const atOnce = (n: number, date: string) =>
    ends(n, date, { effective: { date, boundary: 'end_of_day', timeZone: 'UTC', immediate: true } });

  it('never count later than one that acts at once, and of two such the earlier counts', () => {
    expect(read(starts(1, '2026-01-01'), atOnce(2, '2026-02-01'), ends(3, '2026-05-01')).runs).toMatchObject([
      { ends: ['evt_2', 'evt_3'], counts: 'evt_2' },
    ]);
    expect(
      read(starts(1, '2026-01-01'), atOnce(3, '2026-02-01'), atOnce(2, '2026-02-01'), ends(4, '2026-05-01')).runs,
    ).toMatchObject([{ counts: 'evt_2' }]);
  });

  it('count as said last, where that is before one that acts at once', () => {
    expect(read(starts(1, '2026-01-01'), atOnce(2, '2026-02-01'), ends(3, '2026-01-15')).runs).toMatchObject([
      { counts: 'evt_3' },
    ]);
  });
});

describe('ends that name contracts', () => {
  const contract = (engagementId: string) => ({ engagementId });

  it('mean the starts of their contract, each a run of its own', () => {
    const { runs } = read(
      starts(1, '2026-01-01', contract('c1')),
      starts(2, '2026-01-01', contract('c2')),
      ends(3, '2026-03-01', contract('c1')),
      ends(4, '2026-03-01', contract('c2')),
    );
    expect(runs.map(({ ends: own, meant }) => [own, meant])).toEqual([
      [['evt_3'], ['evt_1']],
      [['evt_4'], ['evt_2']],
    ]);
  });

  it('mean all starts where they name none, and the starts without a name where no start has theirs', () => {
    const some = [starts(1, '2026-01-01', contract('c1')), starts(2, '2026-01-02')];
    expect(read(...some, ends(3, '2026-03-01')).runs).toMatchObject([{ meant: ['evt_1', 'evt_2'] }]);
    expect(read(...some, ends(3, '2026-03-01', contract('c9'))).runs).toMatchObject([{ meant: ['evt_2'] }]);
  });

  it('are of an unknown contract where every start names another one, and each such contract is a run of its own', () => {
    const { runs } = read(
      starts(1, '2026-01-01', contract('c1')),
      starts(2, '2026-01-02', contract('c2')),
      ends(3, '2026-03-01', contract('c8')),
      ends(4, '2026-03-01', contract('c9')),
      ends(5, '2026-03-01', contract('c1')),
    );
    expect(runs.map(({ ends: own, isOfUnknownContract = false }) => [own, isOfUnknownContract])).toEqual([
      [['evt_3'], true],
      [['evt_4'], true],
      [['evt_5'], false],
    ]);
  });
});

it('a later last day, said long after the spell was over while another one is to begin, is of that one', () => {
  const late = { occurredAt: Date.parse('2026-04-01T00:00:00Z') };
  const said = read(starts(1, '2026-01-01'), ends(2, '2026-02-10'), starts(3, '2026-06-01'), {
    ...ends(4, '2026-05-01'),
    ...late,
    order: `${String(late.occurredAt).padStart(16, '0')} evt_4`,
  });
  expect(said.noShows).toEqual([{ end: 'evt_4', withheld: ['evt_3'] }]);
  expect(said.runs).toMatchObject([{ ends: ['evt_2'], counts: 'evt_2' }]);
});

it('of ends the last word on each day is kept, the newest of them', () => {
  const { ends: all } = turns([
    starts(1, '2026-01-01'),
    ends(2, '2026-03-01'),
    ends(3, '2026-03-05'),
    ends(4, '2026-03-01'),
    ends(5, '2026-03-09'),
  ]);
  expect(idsOf(newestOfDays(all, 2))).toEqual(['evt_4', 'evt_5']);
  expect(idsOf(newestOfDays(all, 9))).toEqual(['evt_3', 'evt_4', 'evt_5']);
});
