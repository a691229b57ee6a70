import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee' };

/** Ada left; she had an account on a target that is not configured any more. */
async function afterLeaving(): Promise<ControlPlane> {
  const plane = await controlPlane();
  await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  plane.acme.atlan.accept('ada@example.com');
  await plane.acme.tick();
  const { workers } = plane.acme.deps.ledger;
  const worker = await workers.load(await plane.keyOf(1));
  if (!worker) throw new Error('There is no worker');
  const account = { id: 'u9', how: 'invited', ownedGroups: [] } as const;
  const record = { state: 'converged', since: 0, because: '', accounts: [account], failures: 0, refusals: [] } as const;
  await workers.commit({ ...worker, targets: { ...worker.targets, 'atlan-old': record } });
  await plane.acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
  return plane;
}
const onOld = async (plane: ControlPlane) => {
  const { workers } = await plane.tell('explain', { worker: await plane.keyOf(1) });
  return workers[0]?.targets.find(({ target }) => target === 'atlan-old');
};

describe('a leaver’s account on a target that was taken out of the configuration', () => {
  it('is a trouble of status, and a hold that says which account', async () => {
    const plane = await afterLeaving();
    const [hold] = (await plane.tell('hold list')).holds;
    expect((await plane.tell('status')).troubles).toMatchObject([
      { what: expect.stringContaining('not in the configuration any more'), next: `hold show ${hold?.id}` },
    ]);
    expect(await plane.tell('hold show', { hold: hold?.id })).toMatchObject({
      hold: { kind: 'left-behind', target: 'atlan-old', because: expect.stringContaining('end account u9 by hand') },
    });
    expect(await onOld(plane)).toMatchObject({ state: 'held', holdId: hold?.id });
  });

  it('counts as ended from the moment on at which an operator says so', async () => {
    const plane = await afterLeaving();
    const [hold] = (await plane.tell('hold list')).holds;
    await plane.tell('hold approve', { hold: hold?.id, reason: 'the tenant is gone' });
    await plane.provision();
    expect(await onOld(plane)).toMatchObject({
      state: 'converged',
      accounts: [{ id: 'u9', endedAt: expect.any(String) }],
    });
    expect((await plane.tell('status')).troubles).toEqual([]);
    expect(await plane.tell('subject erase', { worker: await plane.keyOf(1), reason: 'asked' })).toBeDefined();
  });

  it('is a person’s to end by hand where an operator rejects the hold', async () => {
    const plane = await afterLeaving();
    const [hold] = (await plane.tell('hold list')).holds;
    await plane.tell('hold reject', { hold: hold?.id, instead: 'by-hand', reason: 'I end it' });
    await plane.provision();
    expect((await plane.tell('status')).troubles).toMatchObject([{ what: expect.stringContaining('by hand') }]);
    expect(await onOld(plane)).toMatchObject({ because: expect.stringMatching(/^Rejected by .*u9/) });
  });
});
