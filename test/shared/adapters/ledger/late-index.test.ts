import { describe, expect, it } from 'vitest';

import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import type { Hold } from '../../../../shared/ports/ledger/people/holds.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

const hold = (id: string): Hold => ({
  id,
  workerKey: 'w1',
  target: 'atlan-prod',
  kind: 'conflict',
  because: 'several accounts',
  planDigest: 'digest',
  since: 1,
});

describe('a due index that lags behind', () => {
  it('shows no hold as open that is decided or gone', async () => {
    const items = memoryItems();
    const stale = ['decided', 'open', 'gone'].map((id) => ({ pk: `hold#${id}`, sk: 'hold', at: 1 }));
    const { holds } = ledger({
      items: { ...items, due: async () => stale },
      clock: virtualClock(),
      random: fixedRandom(),
    });
    await holds.open(hold('decided'));
    await holds.open(hold('open'));
    await holds.decide('decided', { verdict: 'rejected', actor: 'role/operator', reason: 'a test account', at: 2 });
    expect(await holds.listOpen(10)).toEqual([hold('open')]);
  });
});
