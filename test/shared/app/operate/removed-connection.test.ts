import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../support/events.ts';
import { type ControlPlane, controlPlane } from './control-plane.ts';

const DAY_MS = 86_400_000;
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const byBamboo = { connection: 'bamboo', sourceKey: 'bamboo:7' } as const;
const joined = lifecycleEvent(1, 'joined', { ...byBamboo, attributes: { ...ada, employeeNumber: 'E7' } });

/** A worker whose HR system was reached by a connection that the configuration has no more. */
async function afterTheMove(): Promise<ControlPlane> {
  const plane = await controlPlane();
  await plane.acme.deliver(joined);
  plane.acme.atlan.accept('ada@example.com');
  await plane.acme.tick();
  return plane;
}
const told = ({ acme }: ControlPlane) => acme.notices.filter(({ name }) => name === 'worker-without-connection');
const keyOf = async ({ acme }: ControlPlane) => (await acme.deps.ledger.links.workerOf('bamboo:7')) ?? '';
/** The next daily check of everybody. */
async function nextDay({ acme }: ControlPlane): Promise<void> {
  acme.notices.length = 0;
  acme.clock.advance(DAY_MS);
  await acme.tick();
}

describe('a connection that was taken out of the configuration', () => {
  it('is reported every day for each worker who depends on it', async () => {
    const plane = await afterTheMove();
    for (const _ of [1, 2]) {
      await nextDay(plane);
      expect(told(plane)[0]).toEqual({
        name: 'worker-without-connection',
        ids: { workerKey: await keyOf(plane), connections: 'bamboo' },
      });
    }
  });

  it('is in status, explain and report access', async () => {
    const plane = await afterTheMove();
    expect((await plane.tell('status')).troubles).toMatchObject([
      { what: expect.stringContaining('by the word of bamboo alone'), next: 'report access' },
    ]);
    const { workers } = await plane.tell('explain', { worker: await keyOf(plane) });
    expect(workers[0]?.standing).toMatchObject({ kind: 'active', unheard: ['bamboo'] });
    expect((await plane.tell('report access')).rows).toMatchObject([{ unheard: ['bamboo'] }]);
  });

  it.each([
    [
      'another HR system speaks of the worker too',
      lifecycleEvent(2, 'joined', { attributes: { ...ada, employeeNumber: 'E7' } }),
    ],
    ['HR had ended the worker before', lifecycleEvent(2, 'left', byBamboo)],
  ])('is no trouble once %s', async (_what, event) => {
    const plane = await afterTheMove();
    await plane.acme.deliver(event);
    for (const _ of [1, 2]) await nextDay(plane);
    expect(told(plane)).toEqual([]);
    expect((await plane.tell('status')).troubles).toEqual([]);
    expect((await plane.tell('report access')).rows.map(({ unheard }) => unheard)).toEqual([undefined]);
  });

  it('is no trouble for a worker whose access only an operator keeps, until a day', async () => {
    const plane = await afterTheMove();
    const left = lifecycleEvent(2, 'left', { ...byBamboo, date: '2026-03-05' });
    await plane.acme.deliver(left);
    const { workers: kept } = plane.acme.deps.ledger;
    const worker = await kept.load(await keyOf(plane));
    if (!worker) throw new Error('There is no worker');
    const until = plane.acme.clock.now() + 90 * DAY_MS;
    const override = { id: 'ovr_1', kind: 'access_kept', from: 0, until, actor: 'sam', reason: 'hands over' } as const;
    await kept.commit({ ...worker, overrides: [override] });
    for (let day = 0; day < 6; day++) await nextDay(plane);
    const { workers } = await plane.tell('explain', { worker: await keyOf(plane) });
    expect(workers[0]?.standing.kind).toBe('active');
    expect(workers[0]?.standing).not.toHaveProperty('unheard');
    expect(told(plane)).toEqual([]);
  });

  it('is forgotten by status two days after the last such worker was seen', async () => {
    const plane = await afterTheMove();
    await plane.acme.deliver(lifecycleEvent(2, 'left', byBamboo));
    await nextDay(plane);
    expect((await plane.tell('status')).troubles).toHaveLength(1);
    await nextDay(plane);
    expect((await plane.tell('status')).troubles).toEqual([]);
  });

  describe('after the move to another HR system, which knows the worker too', () => {
    const byNew = { attributes: { ...ada, employeeNumber: 'E7' } };
    const left = lifecycleEvent(3, 'left', { date: '2026-03-05' });
    const kinds = async ({ acme }: ControlPlane) => (await acme.deps.ledger.holds.listOpen(10)).map(({ kind }) => kind);

    /** The new HR system said that the worker works there, and ended them since. */
    async function endedByTheNewOne(event = left): Promise<ControlPlane> {
      const plane = await afterTheMove();
      await plane.acme.deliver(lifecycleEvent(2, 'joined', byNew));
      await nextDay(plane);
      expect(await kinds(plane)).toEqual([]);
      await plane.acme.deliver(event);
      for (let day = 0; day < 5; day++) await nextDay(plane);
      return plane;
    }

    it('an ending there is a hold, because the old one will never end the worker', async () => {
      const plane = await endedByTheNewOne();
      expect(await kinds(plane)).toEqual(['undated-ending']);
      expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
    });

    it('ends their access once an operator approves it', async () => {
      const plane = await endedByTheNewOne();
      const [hold] = await plane.acme.deps.ledger.holds.listOpen(10);
      await plane.tell('hold approve', { hold: hold!.id, reason: 'HR says that they left' });
      await plane.provision();
      expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
      expect(await kinds(plane)).toEqual([]);
    });

    it('keeps their access where an operator rejects it, and asks no more until the day', async () => {
      const plane = await endedByTheNewOne();
      const [hold] = await plane.acme.deps.ledger.holds.listOpen(10);
      const kept = { instead: 'access-kept', until: '2026-03-20', reason: 'they go on' };
      await plane.tell('hold reject', { hold: hold!.id, ...kept });
      await nextDay(plane);
      expect(await kinds(plane)).toEqual([]);
      for (let day = 0; day < 12; day++) await nextDay(plane);
      expect(await kinds(plane)).toEqual(['undated-ending']);
    });

    it.each([
      ['it began a new contract after that end', lifecycleEvent(4, 'rehired', { date: '2026-03-08', ...byNew })],
      ['it took the ending back', lifecycleEvent(4, 'left', { phase: 'cancelled', date: '2026-03-05' })],
    ])('closes the hold once %s', async (_what, event) => {
      const plane = await endedByTheNewOne();
      await plane.acme.deliver(event);
      await nextDay(plane);
      expect(await kinds(plane)).toEqual([]);
      expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
    });

    it('asks nothing where the contract of the old one began after the end', async () => {
      const plane = await controlPlane();
      await plane.acme.deliver(lifecycleEvent(1, 'joined', byNew), lifecycleEvent(2, 'left', { date: '2026-03-01' }));
      await plane.acme.deliver(
        lifecycleEvent(3, 'joined', { ...byBamboo, date: '2026-03-02', attributes: { ...ada, employeeNumber: 'E7' } }),
      );
      for (let day = 0; day < 3; day++) await nextDay(plane);
      expect(await kinds(plane)).toEqual([]);
      expect(told(plane)).not.toEqual([]);
    });
  });
});
