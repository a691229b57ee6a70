import { describe, expect, it } from 'vitest';

import type { Target } from '../../../../shared/ports/target/target.ts';
import { type Company, type CompanySettings, company, withTargets } from '../../../support/company.ts';
import { converge } from '../../../support/converge.ts';
import { dueNow } from '../../../support/due-now.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };

/** A company with its writes in the order in which they were sent. */
async function noting(target: CompanySettings['target'] = {}) {
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
  const between = withTargets((target) => noted(target));
  const acme = await company({ between, target });
  const hires = ['ada', 'cyd'].map((name, index) =>
    lifecycleEvent(index + 1, 'joined', {
      sourceKey: `hr:${index + 1}`,
      attributes: { ...ada, workEmail: `${name}@example.com` },
    }),
  );
  await acme.deliver(...hires);
  for (const name of ['ada', 'cyd']) acme.atlan.accept(`${name}@example.com`);
  await acme.tick();
  order.length = 0;
  return { acme, order, deps: between.wrap(acme.deps) };
}

it('the sign-in of every leaver of a batch ends before any worker is invited and before anything is tidied up', async () => {
  const { acme, order } = await noting();
  await acme.deliver(
    lifecycleEvent(3, 'joined', { attributes: { ...ada, workEmail: 'bob@example.com' }, sourceKey: 'hr:3' }),
    lifecycleEvent(4, 'left', { date: '2026-03-01' }),
    lifecycleEvent(5, 'left', { date: '2026-03-01', sourceKey: 'hr:2' }),
  );
  expect(order.slice(0, 3)).toEqual(['disable', 'disable', 'invite']);
  expect(order.slice(3)).toEqual(['remove', 'remove', 'remove', 'remove']);
});

describe('two who leave on one day, and come in two batches', () => {
  /** Both are due, and each is converged alone. */
  async function twoLeavers(target?: CompanySettings['target']) {
    const { acme, order, deps } = await noting(target);
    const leave = { date: '2026-03-02' };
    await acme.deliver(lifecycleEvent(4, 'left', leave), lifecycleEvent(5, 'left', { ...leave, sourceKey: 'hr:2' }));
    acme.clock.advance(24 * 60 * 60_000);
    order.length = 0;
    const [first = '', second = ''] = await dueNow(acme);
    const alone = (key: string) =>
      converge([key], deps, { call: { deadline: acme.clock.now() + 60_000 }, world: acme });
    return { acme, order, first, second, alone };
  }
  const recordOf = async (acme: Company, key: string) =>
    (await acme.deps.ledger.workers.load(key))?.targets['atlan-prod'];

  it('have their sign-in ended both before either leaves a group', async () => {
    const { acme, order, first, second, alone } = await twoLeavers();
    await alone(first);
    expect(await recordOf(acme, first)).toMatchObject({ state: 'waiting', overAt: acme.clock.now() });
    await alone(second);
    expect(order).toEqual(['disable', 'disable', 'remove', 'remove']);
    acme.clock.advance(60_000);
    await acme.tick();
    expect(order.slice(4)).toEqual(['remove', 'remove']);
    expect(await recordOf(acme, first)).toMatchObject({ state: 'converged', because: 'Access ended' });
  });

  it('do not wait for each other longer than a quarter of an hour', async () => {
    const { acme, order, first, alone } = await twoLeavers();
    for (let minute = 0; minute < 15; minute++) {
      await alone(first);
      expect(order).toEqual(['disable']);
      acme.clock.advance(60_000);
    }
    await alone(first);
    expect(order).toEqual(['disable', 'remove', 'remove']);
  });

  it('take one place of the limit each, however long their groups wait', async () => {
    const { acme, order, first, alone } = await twoLeavers({
      limits: { leavers: { min: 1, percent: 1 }, windowMinutes: 5 },
    });
    for (let minute = 0; minute < 14; minute++) {
      await alone(first);
      acme.clock.advance(60_000);
    }
    expect(order).toEqual(['disable']);
    expect(await acme.deps.ledger.limits.count('atlan-prod', 'leavers', acme.clock.now() - 3_600_000)).toBe(1);
    expect(await recordOf(acme, first)).toMatchObject({ state: 'waiting', isLetThrough: true });
  });
});
