import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { inFlightLimit } from '../../../shared/runtime/in-flight.ts';

describe('a limit on tasks in flight', () => {
  it('never runs more than it may, runs all of them, and survives failures', async () => {
    const limit = inFlightLimit(4);
    let running = 0;
    let most = 0;
    const task = async (index: number) => {
      most = Math.max(most, ++running);
      await setTimeout(index % 3);
      running--;
      if (index % 5 === 0) throw new Error('no');
      return index;
    };
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => limit(() => task(index))));
    expect(most).toBe(4);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
  });
});
