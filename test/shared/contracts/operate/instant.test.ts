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

  it.each(['2026-02-30', '2026-12', '31.12.2026', '2026-12-01T00:00:00', 'tomorrow', '', ' 2026-12-01'])(
    'is no day that does not exist, no other notation, and no instant without a zone: %s',
    (text) => {
      expect(accepts(text)).toBe(false);
    },
  );
});
