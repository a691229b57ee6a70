import { describe, expect, it } from 'vitest';

import { MISTAKES, NOT_PLANTED } from './mistakes.ts';
import { play } from './play.ts';
import { invent } from './story/invent.ts';

/** The others take half a minute each: `ALL_MISTAKES=1` plays them too. */
const QUICK = ['the zone is ignored', 'the end of one contract ends all', 'a deleted record is taken for a leaver'];

describe('a mistake that is brought into the product from outside', () => {
  it.each(Object.entries(MISTAKES).filter(([name]) => QUICK.includes(name) || process.env['ALL_MISTAKES']))(
    'is caught: %s',
    { timeout: 900_000 },
    async (_name, { swaps, caughtBy, breaks }) => {
      const { referee } = await play(invent(caughtBy), swaps());
      expect(breaks).toContain(referee.violations[0]?.rule);
    },
  );

  it('is listed with the reason where it cannot be brought in', () => {
    for (const [name, reason] of Object.entries(NOT_PLANTED)) expect(reason.length, name).toBeGreaterThan(20);
    expect(Object.keys(NOT_PLANTED).filter((name) => name in MISTAKES)).toEqual([]);
  });
});
