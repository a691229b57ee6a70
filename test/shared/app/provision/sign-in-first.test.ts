import { expect, it } from 'vitest';

import type { Target } from '../../../../shared/ports/target.ts';
import { company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };

it('the sign-in of every leaver of a batch ends before anybody is invited and before anything is tidied up', async () => {
  const order: string[] = [];
  const noted = (target: Target): Partial<Target> => ({
    invite: (...args) => {
      order.push('invite');
      return target.invite(...args);
    },
    setEnabled: (...args) => {
      order.push(args[1] ? 'enable' : 'disable');
      return target.setEnabled(...args);
    },
    removeFromGroup: (...args) => {
      order.push('remove');
      return target.removeFromGroup(...args);
    },
  });
  const acme = await company({ between: withTargets((target) => noted(target)) });
  const hires = ['ada', 'cyd'].map((name, index) =>
    lifecycleEvent(index + 1, 'joined', {
      sourceKey: `hr:${index + 1}`,
      attributes: { ...ada, workEmail: `${name}@example.com` },
    }),
  );
  await acme.deliver(...hires);
  for (const name of ['ada', 'cyd']) acme.atlan.accept(`${name}@example.com`);
  order.length = 0;
  await acme.deliver(
    lifecycleEvent(3, 'joined', { attributes: { ...ada, workEmail: 'bob@example.com' }, sourceKey: 'hr:3' }),
    lifecycleEvent(4, 'left', { date: '2026-03-01' }),
    lifecycleEvent(5, 'left', { date: '2026-03-01', sourceKey: 'hr:2' }),
  );
  expect(order.slice(0, 3)).toEqual(['disable', 'disable', 'invite']);
  expect(order.slice(3)).toEqual(['remove', 'remove', 'remove', 'remove']);
});
