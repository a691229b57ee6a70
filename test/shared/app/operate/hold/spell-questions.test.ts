import { describe, expect, it } from 'vitest';

import type { LifecycleEvent } from '../../../../../shared/domain/event/lifecycle-event.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Sales' };
const MARCH = { from: '2026-02-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

/** HR says all of this on 2 March, and a person is asked one thing. */
async function asked(...events: readonly LifecycleEvent[]) {
  const plane = await controlPlane();
  for (const event of events) {
    await plane.acme.deliver(event);
    plane.acme.atlan.accept('ada@example.com');
  }
  const { holds } = await plane.tell('hold list');
  expect(holds).toHaveLength(1);
  return { ...plane, hold: holds[0]!.id };
}

async function pass({ acme }: Pick<ControlPlane, 'acme'>, days: number): Promise<void> {
  for (let quarter = 0; quarter < days * 4; quarter++) {
    acme.clock.advance(6 * 3_600_000);
    await acme.tick();
  }
}
const states = ({ acme }: Pick<ControlPlane, 'acme'>) => acme.atlan.accounts().map(({ state }) => state);
const kinds = async (plane: Pick<ControlPlane, 'tell'>) =>
  (await plane.tell('hold list')).holds.map(({ kind }) => kind);
const rings = ({ acme }: Pick<ControlPlane, 'acme'>) =>
  acme.notices.filter(({ name }) => name === 'leaver-not-ended').length;

const overlap = () =>
  asked(
    lifecycleEvent(1, 'joined', { date: '2026-01-01', attributes: ada }),
    lifecycleEvent(2, 'rehired', { date: '2026-03-04', attributes: ada }),
    lifecycleEvent(3, 'left', { date: '2026-03-05' }),
  );

describe('a last day that can be read two ways', () => {
  it('stands in status as what is worst, and its clock runs in the report of leavers from that day on', async () => {
    const plane = await overlap();
    expect((await plane.tell('report leavers', MARCH)).rows).toMatchObject([{ factId: 'evt_3', state: 'due' }]);
    await pass(plane, 6);
    expect((await plane.tell('status')).troubles[0]?.what).toContain('can be read in two ways');
    const { rows } = await plane.tell('report leavers', MARCH);
    expect(rows).toMatchObject([{ factId: 'evt_3', state: 'held' }]);
    expect(rows[0]?.late.minutes).toBeGreaterThan(24 * 60);
  });

  it('once approved ends all that it may mean, on its day and not before', async () => {
    const plane = await overlap();
    await plane.tell('hold approve', { hold: plane.hold, reason: 'HR says so on the telephone' });
    await plane.provision();
    expect(await kinds(plane)).toEqual([]);
    await pass(plane, 2);
    expect(states(plane)).toEqual(['active']);
    await pass(plane, 3);
    expect(states(plane)).toEqual(['disabled']);
    expect(rings(plane)).toBe(0);
  });

  it('once rejected keeps the access until a day, and rings no more meanwhile', async () => {
    const plane = await overlap();
    await plane.tell('hold reject', { hold: plane.hold, reason: 'r', instead: 'access-kept', until: '2026-03-12' });
    await plane.provision();
    await pass(plane, 8);
    expect([states(plane), await kinds(plane), rings(plane)]).toEqual([['active'], [], 0]);
    await pass(plane, 4);
    expect([states(plane), await kinds(plane)]).toEqual([['active'], ['unclear-ending']]);
  });
});

describe('a last day before the first one', () => {
  const noShow = () =>
    asked(
      lifecycleEvent(1, 'left', { date: '2026-03-04' }),
      lifecycleEvent(2, 'joined', { date: '2026-03-06', attributes: ada }),
    );

  it('once approved means that the worker never came', async () => {
    const plane = await noShow();
    await plane.tell('hold approve', { hold: plane.hold, reason: 'never came' });
    await plane.provision();
    await pass(plane, 7);
    expect([states(plane), await kinds(plane)]).toEqual([[], []]);
  });

  it('once rejected lets the worker in for as long as the operator said', async () => {
    const plane = await noShow();
    await plane.tell('hold reject', { hold: plane.hold, reason: 'r', instead: 'access-kept', until: '2026-03-20' });
    await plane.provision();
    await pass(plane, 6);
    expect([states(plane), await kinds(plane)]).toEqual([['invited'], []]);
  });
});
