import { describe, expect, it } from 'vitest';

import { MISTAKES, NOT_PLANTED } from './mistakes.ts';
import { play } from './play.ts';
import { invent } from './story/invent.ts';

describe('a mistake that is brought into the product from outside', () => {
  // `npm run simulate -- --mistakes` plays the others too
  it.each(Object.entries(MISTAKES).filter(([, { isQuick }]) => isQuick || process.env['ALL_MISTAKES']))(
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
