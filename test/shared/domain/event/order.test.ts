import { describe, expect, it } from 'vitest';

import {
  isSaidAtOnce,
  orderOf,
  placeBeyondSequence,
  placeBySequence,
  placeByTime,
} from '../../../../shared/domain/event/order.ts';

const received = { at: 1_772_000_000_000, turn: 'a' };
const order = (place: string, more: Partial<typeof received> = {}, index = 0) =>
  orderOf(place, { ...received, ...more }, index);

describe('the order of what HR says of one worker', () => {
  // the ledger holds orders that were made before, and every new one is compared with them
  it('is the text that it always was', () => {
    expect([
      placeByTime(1_772_000_000_123),
      placeByTime(1_772_000_000_123, '40560'),
      placeBySequence('42'),
      placeBeyondSequence(1_772_000_000_123),
    ]).toEqual(['0001772000000123', '0001772000000123.4056', 's00000000000000000000000000000042', 'x0001772000000123']);
    expect(order(placeByTime(1_772_000_000_000, '000'), {}, 7)).toBe('0001772000000000 r0001772000000000 a 000007');
  });

  it.each<[string, () => string[]]>([
    [
      'is by time, to the last digit',
      () => [placeByTime(9), placeByTime(10), placeByTime(10, '001'), placeByTime(10, '01')],
    ],
    [
      'is by the number where there is one',
      () => [placeBySequence('9'), placeBySequence('10'), placeBySequence('100')],
    ],
    [
      'has what has a number behind what was said before, and what lacks one behind that',
      () => [placeByTime(9e15), placeBySequence('1'), placeBySequence('9'.repeat(32)), placeBeyondSequence(1)],
    ],
  ])('%s', (_, said) => {
    const orders = said().map((place) => order(place));
    expect(orders.toSorted()).toEqual(orders);
    expect(orders.toReversed().toSorted()).toEqual(orders);
  });

  it('is by receipt, and then by the place in the delivery, where HR says nothing of it', () => {
    const place = placeByTime(5);
    const orders = [
      `${place} evt_1`,
      order(place, { at: 9 }),
      order(place, { at: 10 }),
      order(place, { at: 10, turn: 'b' }),
      order(place, { at: 10, turn: 'b' }, 2),
      order(place, { at: 10, turn: 'b' }, 10),
    ];
    expect(orders.toReversed().toSorted()).toEqual(orders);
    for (const one of orders)
      for (const other of orders) expect(isSaidAtOnce({ order: one }, { order: other })).toBe(true);
    expect(isSaidAtOnce({ order: order(place) }, { order: order(placeByTime(6)) })).toBe(false);
  });
});
