import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnsToSpare } from '../../../../shared/domain/condense/spare-turns.ts';
import type { LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { placeIn } from '../../../../shared/domain/timeline/place-in-spells.ts';
import { spellsOf } from '../../../../shared/domain/timeline/spells.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const noon = '2026-06-15T12:00:00Z';
const said = (n: number, kind: LifecycleEvent['kind'], date: string, engagementId?: string) =>
  lifecycleEvent(n, kind, { date, ...(engagementId && { engagementId }) });

/** Which of the words with these numbers are spared, tried in this order. */
function spared(events: readonly LifecycleEvent[], tried: readonly number[], now = noon): readonly number[] {
  const { facts } = recordAll(events).engagement;
  const turns = tried.flatMap((n) => facts.find(({ id }) => id === `evt_${n}`) ?? []);
  return turnsToSpare(turns, { facts, now: Date.parse(now) }).map(({ id }) => Number(id.slice(4)));
}

const start = said(1, 'joined', '2026-01-01');
const over = [start, said(2, 'left', '2026-01-31'), said(3, 'rehired', '2026-03-01'), said(4, 'left', '2026-03-31')];
/** Three spells whose days touch; the last one goes on. */
const touching = [
  start,
  said(2, 'left', '2026-01-31'),
  said(3, 'rehired', '2026-02-01'),
  said(4, 'left', '2026-02-28'),
  said(5, 'rehired', '2026-03-01'),
];

describe('of starts and ends are spared', () => {
  it.each<[string, LifecycleEvent[], number[], number[]]>([
    ['none where none is tried', over, [], []],
    ['those of spells that were over before the last one', over, [1, 2, 3, 4], [1, 2]],
    ['none of the last spell that is over, also beside one that goes on', over.slice(0, 3), [1, 2], []],
    ['those by which days touch, and not the first start', touching, [1, 2, 3, 4], [2, 3, 4]],
    ['those between the first start and the last end of days that touch', touching.slice(0, 4), [1, 2, 3, 4], [2, 3]],
    [
      'ends that a newer one replaced',
      [start, said(2, 'left', '2026-07-31'), said(3, 'left', '2026-08-31'), said(4, 'left', '2026-09-30')],
      [2, 3, 4],
      [2, 3],
    ],
    [
      'ends that say once more which day counts, and not the first that said it',
      [start, said(2, 'left', '2026-07-31'), said(3, 'left', '2026-06-30'), said(4, 'left', '2026-07-31')],
      [3, 2, 4],
      [3, 4],
    ],
  ])('%s', (_name, events, tried, expected) => {
    expect(spared(events, tried)).toEqual(expected);
  });

  it('those before the last one from the instant at which that one is over', () => {
    expect(spared(over, [1, 2, 3, 4], '2026-04-01T00:00:00Z')).toEqual([1, 2]);
  });
});

describe('what is asked about a spell', () => {
  const noShow = [
    said(1, 'joined', '2026-01-10'),
    said(2, 'left', '2026-01-07'),
    said(3, 'left', '2026-01-08'),
    said(4, 'left', '2026-01-31'),
    said(5, 'rehired', '2026-02-10'),
    said(6, 'left', '2026-02-28'),
  ];

  it.each<[string, number[], number[]]>([
    ['stays known by the end that says so', [3], []],
    ['needs no older end that says so', [2], [2]],
  ])('that an end may say never began %s', (_name, tried, expected) => {
    expect(spared(noShow, tried)).toEqual(expected);
  });

  /** One of two contracts goes on: the words 3 and 4 do not say which one ends on their day. */
  const unclear = [
    said(1, 'joined', '2026-01-01', 'A'),
    said(2, 'joined', '2026-01-10', 'B'),
    said(3, 'left', '2026-02-15'),
    said(4, 'left', '2026-02-15'),
    said(5, 'joined', '2026-02-16', 'C'),
    said(6, 'left', '2026-02-20', 'C'),
    said(7, 'left', '2026-02-28', 'B'),
  ];

  it.each<[string, string, number[]]>([
    ['while access depends on it', '2026-02-25T12:00:00Z', []],
    ['until access does no more', '2026-03-01T00:00:00Z', [3]],
  ])('keeps the word by which it is known, %s', (_name, now, expected) => {
    expect(spared(unclear, [3], now)).toEqual(expected);
  });
});

describe('whatever is tried', () => {
  const HOUR_MS = 3_600_000;
  const anyTurns = fc.array(
    fc.record({
      kind: fc.constantFrom('joined', 'rehired', 'left', 'left'),
      day: fc.integer({ min: 1, max: 28 }),
      engagementId: fc.constantFrom(undefined, undefined, 'A', 'B'),
    } as const),
    { minLength: 1, maxLength: 8 },
  );

  it('access is the same from now on without the turns that are spared', () => {
    fc.assert(
      fc.property(anyTurns, (all) => {
        const events = all.map(({ kind, day, engagementId }, n) =>
          said(n + 1, kind, `2026-06-${String(day).padStart(2, '0')}`, engagementId),
        );
        const { facts } = recordAll(events).engagement;
        const now = Date.parse(noon);
        const gone = turnsToSpare(facts, { facts, now });
        const places = (some: typeof facts) =>
          Array.from({ length: 30 }, (_, n) => {
            const { period, ended, isDoubtful } = placeIn(spellsOf(some), now + n * 12 * HOUR_MS);
            return { until: period?.until, endedAt: ended?.until, isDoubtful };
          });
        expect(places(facts.filter((fact) => !gone.includes(fact)))).toEqual(places(facts));
      }),
      { numRuns: 60 },
    );
  });
});
