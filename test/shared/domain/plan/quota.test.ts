import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mayBegin, mayEnd, placesFor, reserveOf, roomIn } from '../../../../shared/domain/plan/quota.ts';

const quota = { budget: 120, limit: 400 };
const count = fc.nat({ max: 500 });
const waiting = fc.record({ ending: count, 'pending-disable': count, 'joiner-mover': count, rest: count });

describe('the requests of a minute', () => {
  it('keep a tenth of the target’s limit free of leavers, and never more than the others may have', () => {
    expect(reserveOf(quota)).toBe(40);
    expect(reserveOf({ budget: 10, limit: 400 })).toBe(10);
    expect(mayEnd({ leavers: 359, others: 0 }, quota)).toBe(true);
    expect(mayEnd({ leavers: 360, others: 0 }, quota)).toBe(false);
    expect(mayEnd({ leavers: 280, others: 120 }, quota)).toBe(false);
    expect(mayEnd({ leavers: 279, others: 120 }, quota)).toBe(true);
  });

  it('let all other workers begin within the budget, and within the limit of the target', () => {
    expect(mayBegin({ leavers: 0, others: 119 }, quota)).toBe(true);
    expect(mayBegin({ leavers: 0, others: 120 }, quota)).toBe(false);
    expect(mayBegin({ leavers: 360, others: 39 }, quota)).toBe(true);
    expect(mayBegin({ leavers: 361, others: 39 }, quota)).toBe(false);
  });

  it('make room by what a worker cost lately, and leave the others their reserve while access waits to be ended', () => {
    expect(roomIn(quota, { leavers: 4, others: 2 }, false)).toEqual({ leavers: 90, others: 60 });
    expect(roomIn(quota, { leavers: 4, others: 2 }, true)).toEqual({ leavers: 90, others: 20 });
    expect(roomIn(quota, {}, false)).toEqual({ leavers: 120, others: 40 });
    expect(roomIn(quota, { leavers: 0, others: 1_000 }, false)).toEqual({ leavers: 1_440, others: 1 });
  });
});

describe('the places in the line', () => {
  it('go to access that must end first, then to open invitations; to joiners and movers first, then to the rest', () => {
    const all = { ending: 100, 'pending-disable': 100, 'joiner-mover': 100, rest: 100 };
    expect(placesFor({ leavers: 50, others: 10 }, all)).toEqual({
      ending: 40,
      'pending-disable': 10,
      'joiner-mover': 8,
      rest: 2,
    });
    expect(placesFor({ leavers: 50, others: 10 }, { ...all, ending: 3, 'joiner-mover': 0 })).toEqual({
      ending: 3,
      'pending-disable': 47,
      'joiner-mover': 0,
      rest: 10,
    });
  });

  it('are one for each class where there are two, and for the first class where there is one', () => {
    const all = { ending: 9, 'pending-disable': 9, 'joiner-mover': 9, rest: 9 };
    const places = (room: number) => Object.values(placesFor({ leavers: room, others: room }, all));
    expect([0, 1, 2, 3].map(places)).toEqual([
      [0, 0, 0, 0],
      [1, 0, 1, 0],
      [1, 1, 1, 1],
      [2, 1, 2, 1],
    ]);
  });

  it('are never more than there is room for or than wait, leave none empty while a worker waits, and keep some for each class', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10, max: 500 }),
        fc.integer({ min: -10, max: 500 }),
        waiting,
        (leavers, others, who) => {
          const places = placesFor({ leavers, others }, who);
          for (const [first, second, room] of [
            ['ending', 'pending-disable', leavers],
            ['joiner-mover', 'rest', others],
          ] as const) {
            const given = places[first] + places[second];
            expect(given).toBe(Math.min(Math.max(room, 0), who[first] + who[second]));
            expect(places[first]).toBeLessThanOrEqual(who[first]);
            expect(places[second]).toBeLessThanOrEqual(who[second]);
            expect(places[second]).toBeGreaterThanOrEqual(Math.min(who[second], Math.floor(Math.max(room, 0) / 5)));
            expect(places[first]).toBeGreaterThanOrEqual(
              Math.min(who[first], Math.floor((Math.max(room, 0) * 4) / 5) - 1),
            );
          }
        },
      ),
    );
  });
});
