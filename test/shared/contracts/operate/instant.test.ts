import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { beginningOf, endOf, instantOrDay } from '../../../../shared/contracts/operate/instant.ts';

const accepts = (text: string) => instantOrDay.safeParse(text).success;

describe('a day or an instant', () => {
  it('is, for a day, from its beginning to the beginning of the next one, by UTC', () => {
    expect(accepts('2026-12-31')).toBe(true);
    expect([beginningOf('2026-12-31'), endOf('2026-12-31')]).toEqual([Date.UTC(2026, 11, 31), Date.UTC(2027, 0, 1)]);
  });

  it('is the same instant at both ends where an instant is given', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }), (date) => {
        const text = date.toISOString();
        expect(accepts(text)).toBe(true);
        expect([beginningOf(text), endOf(text)]).toEqual([date.getTime(), date.getTime()]);
      }),
    );
  });

  it('is in the zone that stands in brackets behind it', () => {
    const nine = Date.UTC(2026, 11, 1);
    for (const text of [
      '2026-12-01T09:00[Asia/Tokyo]',
      '2026-12-01T09:00:00+09:00[Asia/Tokyo]',
      '2026-12-01T00:00Z[Asia/Tokyo]',
    ]) {
      expect(accepts(text)).toBe(true);
      expect([beginningOf(text), endOf(text)]).toEqual([nine, nine]);
    }
    expect([beginningOf('2026-12-01[Asia/Tokyo]'), endOf('2026-12-01[Asia/Tokyo]')]).toEqual([
      Date.UTC(2026, 10, 30, 15),
      Date.UTC(2026, 11, 1, 15),
    ]);
    // clocks go back: a quarter past two comes twice, and the first is meant; clocks go forward: it comes an hour later
    expect(beginningOf('2026-10-25T02:15[Europe/Berlin]')).toBe(Date.UTC(2026, 9, 25, 0, 15));
    expect(beginningOf('2026-03-29T02:15[Europe/Berlin]')).toBe(Date.UTC(2026, 2, 29, 1, 15));
  });

  it.each([
    '2026-12-01T09:00[Asia/Nowhere]',
    '2026-12-01T09:00+01:00[Asia/Tokyo]',
    '2026-02-30[Asia/Tokyo]',
    '2026-12-01T25:00[Asia/Tokyo]',
    '2026-12-01T09:00[Asia/Tokyo',
    '[Asia/Tokyo]',
  ])('is not in a zone that there is not, nor at an offset that the zone does not have then: %s', (text) => {
    expect(accepts(text)).toBe(false);
  });

  it.each(['2026-02-30', '2026-12', '31.12.2026', '2026-12-01T00:00:00', 'tomorrow', '', ' 2026-12-01'])(
    'is no day that does not exist, no other notation, and no instant without a zone: %s',
    (text) => {
      expect(accepts(text)).toBe(false);
    },
  );
});
