import { describe, expect, it } from 'vitest';

import { limitedRefresh } from '../../../../shared/app/ingest/limited-refresh.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

describe('a secret that is refreshed now and then', () => {
  it('is read once, however often it is requested, until the gap is over', async () => {
    const clock = virtualClock();
    let looks = 0;
    const secret = limitedRefresh({ get: async () => 'old', refresh: async () => `look ${++looks}` }, clock, 30_000);
    expect([await secret.get(), await secret.refresh(), await secret.refresh()]).toEqual(['old', 'look 1', 'old']);
    clock.advance(29_999);
    await secret.refresh();
    expect(looks).toBe(1);
    clock.advance(1);
    expect(await secret.refresh()).toBe('look 2');
  });
});
