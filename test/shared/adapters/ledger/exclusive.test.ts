import { describe, expect, it } from 'vitest';

import { ledgerExclusive } from '../../../../shared/adapters/ledger/exclusive.ts';
import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

/** Two processes over one table. */
function twoProcesses() {
  const clock = virtualClock();
  const ids = fixedRandom();
  const { checkpoints } = ledger({ items: memoryItems(), clock, random: ids });
  const one = () => ledgerExclusive(checkpoints, { clock, random: ids });
  const by = (at: number) => ({ turnBy: at, deadline: at });
  return { clock, here: one(), there: one(), by, inAnHour: by(clock.now() + 3_600_000) };
}

describe('work that only one process may do at once', () => {
  it('is done by one after the other, each to its end', async () => {
    const { here, there, inAnHour } = twoProcesses();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      seen.push(`${name} ends`);
      return { name };
    };
    const answers = await Promise.all([here.run('k', inAnHour, work('a')), there.run('k', inAnHour, work('b'))]);
    expect(answers).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('does not wait for work under another key', async () => {
    const { here, there, inAnHour } = twoProcesses();
    const inner = await here.run('k', inAnHour, async () => ({
      inner: await there.run('other', inAnHour, async () => ({})),
    }));
    expect(inner).toEqual({ inner: {} });
  });

  it('is given up when its turn does not come by the deadline', async () => {
    const { here, there, clock, by } = twoProcesses();
    const until = clock.now() + 5_000;
    const answer = await here.run('k', by(until + 60_000), async () => ({
      other: await there.run('k', by(until), async () => ({})),
    }));
    expect(answer).toEqual({ other: undefined });
    expect(clock.now()).toBe(until);
  });

  it('is given back when it throws, and the error is thrown on', async () => {
    const { here, there, inAnHour, clock, by } = twoProcesses();
    const failure = here.run('k', inAnHour, async () => Promise.reject(new Error('out of order')));
    await expect(failure).rejects.toThrow('out of order');
    expect(await there.run('k', by(clock.now() + 1), async () => ({ done: true }))).toEqual({ done: true });
  });

  it('is told until when it may send something, well before another process may begin', async () => {
    const { here, there, clock, inAnHour } = twoProcesses();
    const begun = clock.now();
    let granted = 0;
    const answer = await here.run('k', inAnHour, async (until) => {
      granted = until;
      // this process hangs, and another one waits
      clock.advance(45_000);
      return { other: await there.run('k', inAnHour, async () => ({ at: clock.now() })) };
    });
    expect(granted).toBe(begun + 50_000);
    expect(answer?.other?.at).toBeGreaterThanOrEqual(begun + 60_000);
  });
});
