import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Sales' };
const undated = lifecycleEvent(2, 'left', { effective: null });
const idle = lifecycleEvent(2, 'left', { phase: 'cancelled', date: '2026-07-01' });
const toData = lifecycleEvent(1_000_000, 'moved', { date: '2026-03-02', attributes: { department: 'Data' } });
const MARCH = { from: '2026-02-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

/** Ada works here, and then HR says something that leaves a question open. */
async function asked(word: LifecycleEvent) {
  const plane = await controlPlane();
  await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: ada }));
  plane.acme.atlan.accept('ada@example.com');
  await pass(plane, 1);
  await plane.acme.deliver(word);
  const { holds } = await plane.tell('hold list');
  expect(holds).toHaveLength(1);
  return { ...plane, hold: holds[0]!.id };
}

async function pass({ acme }: Pick<ControlPlane, 'acme'>, hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    acme.clock.advance(3_600_000);
    await acme.tick();
  }
}
const states = ({ acme }: Pick<ControlPlane, 'acme'>) => acme.atlan.accounts().map(({ state }) => state);
const rings = ({ acme }: Pick<ControlPlane, 'acme'>) =>
  acme.notices.filter(({ name }) => name === 'leaver-not-ended').length;

describe('an ending without a date', () => {
  it('stands in status as what is worst, and its clock runs in the report of leavers', async () => {
    const plane = await asked(undated);
    await pass(plane, 5);
    expect((await plane.tell('status')).troubles[0]?.what).toContain('without a readable date');
    const { rows } = await plane.tell('report leavers', MARCH);
    expect(rows).toMatchObject([{ factId: 'evt_2', state: 'held' }]);
    expect(rows[0]?.late.minutes).toBeGreaterThan(60);
  });

  it('once approved is the operator’s word that access has ended', async () => {
    const plane = await asked(undated);
    await plane.tell('hold approve', { hold: plane.hold, reason: 'HR says so on the telephone' });
    await plane.provision();
    expect(states(plane)).toEqual(['disabled']);
    await pass(plane, 2);
    expect((await plane.tell('hold list')).holds).toEqual([]);
  });

  it('once rejected with access kept is asked about again when that is over, and rings no more meanwhile', async () => {
    const plane = await asked(undated);
    await plane.tell('hold reject', { hold: plane.hold, reason: 'r', instead: 'access-kept', until: '2026-03-04' });
    await plane.provision();
    const rung = rings(plane);
    await plane.acme.deliver(toData);
    await pass(plane, 24);
    expect(rings(plane)).toBe(rung);
    expect(await plane.acme.groupsOf(plane.acme.atlan.accounts()[0]!.id)).toEqual(['all_staff', 'data_eng']);
    await pass(plane, 72);
    expect((await plane.tell('hold list')).holds.map(({ kind }) => kind)).toEqual(['undated-ending']);
    expect(states(plane)).toEqual(['active']);
  });

  it('said anew is another question than the one that was answered', async () => {
    const plane = await asked(undated);
    await plane.tell('hold reject', { hold: plane.hold, reason: 'r', instead: 'access-kept', until: '2026-12-31' });
    await plane.provision();
    await plane.acme.deliver(toData, lifecycleEvent(1_000_001, 'rehired', { date: '2026-03-02' }));
    await plane.acme.deliver(lifecycleEvent(1_000_002, 'left', { effective: null }));
    const { holds } = await plane.tell('hold list');
    expect(holds.map(({ kind }) => kind)).toEqual(['undated-ending']);
    expect(holds[0]?.id).not.toBe(plane.hold);
  });
});

describe('a cancellation of nothing', () => {
  it('once approved has no effect: the worker continues, and no new hold opens', async () => {
    const plane = await asked(idle);
    await plane.acme.deliver(toData);
    const groups = () => plane.acme.groupsOf(plane.acme.atlan.accounts()[0]!.id);
    expect(await groups()).toEqual(['all_staff']);
    const { holds } = await plane.tell('hold list');
    await plane.tell('hold approve', { hold: holds[0]?.id, reason: 'HR meant another person' });
    await plane.provision();
    await pass(plane, 24 * 9);
    expect((await plane.tell('hold list')).holds).toEqual([]);
    expect(await groups()).toEqual(['all_staff', 'data_eng']);
  });
});
