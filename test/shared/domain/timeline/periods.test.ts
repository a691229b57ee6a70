import { describe, expect, it } from 'vitest';

import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { mergedPeriods, type Period, type Spell, without } from '../../../../shared/domain/timeline/periods.ts';
import { endsOf, startsOf, type Turn } from '../../../../shared/domain/timeline/turns.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const factsOf = (kind: 'joined' | 'left', date: string, timeZone: string) =>
  recordAll([
    lifecycleEvent(1, kind, {
      effective: { date, boundary: kind === 'left' ? 'end_of_day' : 'start_of_day', timeZone, immediate: false },
    }),
  ]).engagement.facts;
const start = (date: string, zone = 'UTC'): Turn => startsOf(factsOf('joined', date, zone))[0]!;
const end = (date: string, zone = 'UTC'): Turn => endsOf(factsOf('left', date, zone))[0]!;
const spell = (first: Turn | undefined, last: Turn | undefined): Spell => ({
  ...(first && { start: first }),
  ...(last && { end: last }),
});
/** From the first day of one turn to the last day of another. */
const period = (first: Turn, last: Turn): Period => ({
  from: first.at,
  until: last.at,
  firstDay: first.day,
  lastDay: last.day,
  start: first,
  end: last,
});

describe('unbroken access', () => {
  const march = [start('2026-03-01'), end('2026-03-31')] as const;
  const april = [start('2026-04-01'), end('2026-04-30')] as const;
  const may = [start('2026-05-02'), end('2026-05-31')] as const;

  it('is one period where days touch, and two where a day lies between', () => {
    const spells = [march, april, may].map(([first, last]) => spell(first, last));
    const periods = [period(march[0], april[1]), period(...may)];
    expect(mergedPeriods(spells)).toEqual(periods);
    expect(mergedPeriods(spells.toReversed())).toEqual(periods);
  });

  it('is one period where days touch in two zones, though there are hours between them', () => {
    const tokyo = end('2026-03-31', 'Asia/Tokyo');
    expect(mergedPeriods([spell(march[0], tokyo), spell(...april)])).toEqual([period(march[0], april[1])]);
  });

  it.each([
    ['before it is over in the other zone', 'Pacific/Kiritimati'],
    ['at the instant at which it is over there', 'Pacific/Tongatapu'],
  ])('is one period where the next day but one begins %s', (_, zone) => {
    const [samoa, later] = [end('2026-03-31', 'Pacific/Pago_Pago'), start('2026-04-02', zone)];
    expect(mergedPeriods([spell(march[0], samoa), spell(later, april[1])])).toEqual([period(march[0], april[1])]);
  });

  it('runs to the end of the spell that ends last, and begins with the first start', () => {
    const inner = spell(start('2026-03-10'), end('2026-03-20'));
    expect(mergedPeriods([inner, spell(...march)])).toEqual([period(...march)]);
  });

  it('shows of two that end at one instant the end of the older spell', () => {
    const other = { ...end('2026-03-31'), contract: 'B' };
    expect(mergedPeriods([spell(start('2026-03-10'), other), spell(...march)])).toEqual([period(...march)]);
  });

  it('shows of two that begin at one instant the start of the earlier day', () => {
    const west = start('2026-03-01', 'Etc/GMT+11');
    const east = start('2026-03-02', 'Etc/GMT-13');
    expect(west.at).toBe(east.at);
    for (const spells of [
      [spell(east, undefined), spell(west, march[1])],
      [spell(west, march[1]), spell(east, undefined)],
    ])
      expect(mergedPeriods(spells)).toEqual([
        { ...period(west, march[1]), until: Infinity, lastDay: Infinity, end: undefined },
      ]);
  });

  it('has no first instant where it began before everything that HR stated, and no last one without an end', () => {
    const { at: until, day: lastDay } = march[1];
    const before = { from: -Infinity, firstDay: -Infinity };
    expect(mergedPeriods([spell(undefined, march[1])])).toEqual([{ ...before, until, lastDay, end: march[1] }]);
    expect(mergedPeriods([spell(march[0], march[1]), spell(undefined, march[1])])).toEqual([
      { ...period(...march), ...before },
    ]);
    expect(mergedPeriods([spell(march[0], undefined)])).toEqual([
      { from: march[0].at, firstDay: march[0].day, until: Infinity, lastDay: Infinity, start: march[0] },
    ]);
  });
});

describe('periods without others', () => {
  const span = (from: number, until: number): Period => ({ from, until, firstDay: from, lastDay: until });

  it.each<[string, Period[], Period[], [number, number][]]>([
    ['are as they were where there is no other', [span(0, 10)], [], [[0, 10]]],
    ['are as they were where the others only touch them', [span(10, 20)], [span(0, 10), span(20, 30)], [[10, 20]]],
    ['are nothing where another one covers them', [span(0, 10)], [span(0, 10)], []],
    ['lose the beginning', [span(0, 10)], [span(-5, 4)], [[4, 10]]],
    ['lose the end', [span(0, 10)], [span(6, 15)], [[0, 6]]],
    [
      'fall apart',
      [span(0, 10), span(20, 30)],
      [span(2, 4), span(6, 22)],
      [
        [0, 2],
        [4, 6],
        [22, 30],
      ],
    ],
  ])('%s', (_, periods, others, left) => {
    expect(without(periods, others)).toEqual(left.map(([from, until]) => ({ from, until })));
  });
});
