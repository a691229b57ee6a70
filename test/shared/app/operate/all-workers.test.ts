import { expect, it } from 'vitest';

import { ledger } from '../../../../shared/adapters/ledger/ledger.ts';
import { memoryItems } from '../../../../shared/adapters/memory/memory-items.ts';
import { visitAll } from '../../../../shared/app/operate/all-workers.ts';
import { newWorker } from '../../../../shared/domain/worker/worker.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

it.each([1, 2, 7, 1_000])(
  'visits everybody once, however often time runs out (%i looks at the clock)',
  async (looks) => {
    const { workers } = ledger({ items: memoryItems(), clock: virtualClock(), random: fixedRandom() });
    const keys = Array.from({ length: 900 }, (_, n) => `w${n}`);
    for (const key of keys) await workers.commit(newWorker(key, 'salt'));
    const visited: string[] = [];
    let cursor: string | undefined;
    do {
      let left = looks;
      cursor = await visitAll(workers, {
        cursor,
        hasTime: () => left-- > 0,
        visit: async ({ key }) => void visited.push(key),
      });
    } while (cursor !== undefined);
    expect(visited.toSorted()).toEqual(keys.toSorted());
  },
);
