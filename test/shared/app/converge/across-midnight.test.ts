import { expect, it } from 'vitest';

import { company, withTargets } from '../../../support/company.ts';
import { dueNow } from '../../../support/due-now.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const joined = lifecycleEvent(1, 'joined', {
  attributes: { workEmail: 'ada@example.com', workerType: 'employee', department: 'Sales' },
});
const leaves = lifecycleEvent(2, 'left', { date: '2026-03-20' });
const MIDNIGHT = Date.parse('2026-03-21T00:00:00Z');

it('a last day that ends while its worker is being checked ends the access at once, and not at the next daily check', async () => {
  let isLate = false;
  const acme = await company({
    between: withTargets((target) => ({
      findByIds: async (ids, call) => {
        // the clock passes midnight while the target is asked
        if (isLate) acme.clock.advance(Math.max(0, MIDNIGHT + 1_000 - acme.clock.now()));
        return target.findByIds(ids, call);
      },
    })),
  });
  await acme.deliver(joined, leaves);
  acme.atlan.accept('ada@example.com');
  await acme.tick();

  acme.clock.advance(MIDNIGHT - 1_000 - acme.clock.now());
  isLate = true;
  await acme.deliver(lifecycleEvent(3, 'moved', { date: '2026-03-19', attributes: { department: 'Data' } }));
  expect(acme.atlan.accounts()).toMatchObject([{ enabled: true }]);
  expect(await dueNow(acme)).toHaveLength(1);
  await acme.tick();
  expect(acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
});
