import { describe, expect, it } from 'vitest';
import { factsToSpare } from '../../../../shared/domain/condense/spare.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const noon = Date.parse('2026-03-15T12:00:00Z');
const idsToSpare = (events: readonly LifecycleEvent[], isTight = false, now = noon) =>
  factsToSpare(recordAll(events).engagement, now, isTight).map(({ id }) => id);

const said = (n: number, kind: LifecycleEvent['kind'], date: string, attributes: LifecycleEvent['attributes'] = {}) =>
  lifecycleEvent(n, kind, { date, attributes });
const joined = said(1, 'joined', '2026-01-01');
const DAY_MS = 86_400_000;
const day = (first: string, n: number) => new Date(Date.parse(first) + n * DAY_MS).toISOString().slice(0, 10);
/** Spells of six days, one every ten days, said as the words from the n-th on. */
const spells = (count: number, n = 1, first = '2025-01-01') =>
  Array.from({ length: count }, (_, spell) => [
    said(n + 2 * spell, 'rehired', day(first, 10 * spell)),
    said(n + 2 * spell + 1, 'left', day(first, 10 * spell + 5)),
  ]).flat();

describe('of ends that say the same day', () => {
  const same = (n: number, attributes = {}) => said(n, 'left', '2026-04-30', attributes);

  it.each<[string, LifecycleEvent[], string[]]>([
    ['the first stays, by which it is known, and the last', [joined, same(2), same(3), same(4)], ['evt_3']],
    ['two stay', [joined, same(2), same(3)], []],
    [
      'one between stays that states what no later word does',
      [joined, same(2), same(3, { location: 'Ulm' }), same(4)],
      [],
    ],
  ])('%s', (_name, events, ids) => {
    expect(idsToSpare(events)).toEqual(ids);
  });

  it('the newest stays, and so does the first, where there is no room', () => {
    expect(idsToSpare([joined, same(2), same(3)], true)).toEqual([]);
  });
});

describe('starts and ends that are over, and say nothing that is read', () => {
  it.each([
    ['are spared but for the last twenty-four', spells(14), ['evt_1', 'evt_2', 'evt_3', 'evt_4']],
    ['stay where there are twenty-four', spells(12), []],
    ['stay where there are fewer', spells(10), []],
  ])('%s', (_name, events, ids) => {
    expect(idsToSpare(events)).toEqual(ids);
  });

  it('go where there is no room, all but the last ones', () => {
    expect(idsToSpare(spells(3), true)).toEqual(['evt_1', 'evt_2', 'evt_3', 'evt_4']);
  });

  it('stay where they are to come, however many there are', () => {
    const later = Array.from({ length: 25 }, (_, n) => said(n + 4, 'left', day('2026-05-01', n)));
    const events = [joined, said(2, 'left', '2026-04-30'), said(3, 'moved', '2026-05-01'), ...later];
    expect(idsToSpare(events)).toEqual([]);
  });

  it('are judged without those that go because others repeat them', () => {
    const lastDay = '2026-03-10';
    const events = [
      said(1, 'rehired', '2026-01-01', { costCenter: '7' }),
      said(2, 'left', lastDay, { location: 'Ulm' }),
      said(3, 'left', '2026-03-04', { division: 'North' }),
      said(4, 'left', lastDay),
      said(5, 'left', '2026-03-07'),
      said(6, 'left', lastDay),
      said(7, 'moved', '2026-03-12'),
      ...spells(12, 8, '2026-04-01'),
    ];
    // the word 4 goes, so the word 6 stays: of the words 2 and 3 alone the other day would count
    expect(idsToSpare(events)).toEqual(['evt_4', 'evt_5']);
  });
});

describe('where there is no room', () => {
  it('ends go that a newer one replaced, also those to come and those that state something', () => {
    const events = [
      joined,
      said(2, 'left', '2026-03-10', { location: 'Ulm' }),
      said(3, 'left', '2026-04-30'),
      said(4, 'left', '2026-05-31'),
    ];
    expect(idsToSpare(events)).toEqual([]);
    expect(idsToSpare(events, true)).toEqual(['evt_2', 'evt_3']);
  });

  it('an end that others repeat is named once', () => {
    const ends = [2, 3, 4].map((n) => said(n, 'left', '2026-04-30'));
    expect(idsToSpare([joined, ...ends, said(5, 'left', '2026-05-31')], true)).toEqual(['evt_3', 'evt_2', 'evt_4']);
  });

  const starts = (attributes: LifecycleEvent['attributes'] = {}) => [
    said(1, 'rehired', '2026-04-01'),
    said(2, 'joined', '2026-04-01', attributes),
    said(3, 'moved', '2026-04-01'),
    said(4, 'joined', '2026-06-01'),
  ];

  it.each<[string, LifecycleEvent[], string, string[]]>([
    ['stays before it takes effect', starts(), '2026-03-31T23:59:59Z', []],
    ['goes from when it takes effect', starts(), '2026-04-01T00:00:00Z', ['evt_2']],
    ['stays where it states what no later word does', starts({ location: 'Ulm' }), '2026-04-02T00:00:00Z', []],
  ])('a start beside an older one of its day %s', (_name, events, now, ids) => {
    expect(idsToSpare(events, true, Date.parse(now))).toEqual(ids);
  });
});
