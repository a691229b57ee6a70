import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, type ControlPlaneSettings, controlPlane, OPERATOR } from '../control-plane.ts';

const DAY_MS = 86_400_000;
const contractor = { email: 'cleo@example.com', displayName: 'Cleo Example', workerType: 'employee' };
const SOURCE = 'sponsored:po-17';
const lines = ({ acme }: ControlPlane) => acme.atlan.accounts().map(({ email, state }) => `${email} ${state}`);

/** Grace works here, and HR knows her. It is 2 March 2026. */
async function withGrace(settings: ControlPlaneSettings = {}) {
  const plane = await controlPlane(settings);
  const grace = { workEmail: 'grace@example.com', displayName: 'Grace Example', workerType: 'employee' };
  await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes: grace }));
  const sponsor = await plane.keyOf(1);
  const input = { id: 'po-17', ...contractor, sponsor, until: '2026-04-30', reason: 'the audit of 2026' };
  return { ...plane, sponsor, input };
}
type WithGrace = Awaited<ReturnType<typeof withGrace>>;

const sponsored = async (plane: WithGrace, more: object = {}) => {
  const said = await plane.tell('worker sponsor', { ...plane.input, ...more });
  await plane.provision();
  return said;
};
const again = (plane: WithGrace, more: object) =>
  plane.tell('worker sponsor', { id: 'po-17', until: '2026-04-30', reason: 'longer', ...more });

const workerOf = async ({ acme }: ControlPlane, source = SOURCE) =>
  (await acme.deps.ledger.workers.load((await acme.deps.ledger.links.workerOf(source)) ?? ''))!;

async function pass({ acme }: ControlPlane, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    acme.clock.advance(DAY_MS);
    await acme.tick();
  }
}

describe('a sponsored worker', () => {
  it('gets what policy gives them, like whom HR engages, and loses it after the last day', async () => {
    const plane = await withGrace();
    const said = await sponsored(plane);
    expect(said).toMatchObject({ source: SOURCE, sponsor: plane.sponsor, lastDay: '2026-04-30', result: 'sponsored' });
    expect(lines(plane)).toEqual(['grace@example.com invited', 'cleo@example.com invited']);
    plane.acme.atlan.accept('cleo@example.com');
    await pass(plane, 59);
    expect(lines(plane)).toContain('cleo@example.com active');
    await pass(plane, 1);
    expect(lines(plane)).toContain('cleo@example.com disabled');
    expect((await workerOf(plane)).targets['atlan-prod']?.state).toBe('converged');
  });

  it('is the same worker when the command is repeated, and nothing is said twice', async () => {
    const plane = await withGrace();
    const { workerKey } = await sponsored(plane);
    expect(await sponsored(plane)).toMatchObject({ workerKey, result: 'unchanged' });
    expect((await workerOf(plane)).engagements[SOURCE]?.facts).toHaveLength(2);
  });

  it('stays until the day that is stated last, be it later or earlier', async () => {
    const plane = await withGrace();
    await sponsored(plane);
    expect(await again(plane, { until: '2026-06-30' })).toMatchObject({ lastDay: '2026-06-30', result: 'changed' });
    await again(plane, { until: '2026-03-10' });
    await plane.provision();
    plane.acme.atlan.accept('cleo@example.com');
    await pass(plane, 9);
    expect(lines(plane)).toContain('cleo@example.com disabled');
  });

  it('comes back when they are sponsored again, without access in between', async () => {
    const plane = await withGrace();
    await sponsored(plane, { until: '2026-03-10' });
    plane.acme.atlan.accept('cleo@example.com');
    await pass(plane, 20);
    expect(lines(plane)).toContain('cleo@example.com disabled');
    expect(await again(plane, {})).toMatchObject({ result: 'sponsored' });
    await plane.provision();
    expect(lines(plane)).toContain('cleo@example.com active');
    const { workers } = await plane.tell('explain', { source: SOURCE });
    expect(workers?.[0]?.spells).toMatchObject([
      { firstDay: '2026-03-02', lastDay: '2026-03-10' },
      { firstDay: '2026-03-22', lastDay: '2026-04-30' },
    ]);
  });

  it('has what is stated of them later', async () => {
    const plane = await withGrace();
    const { workerKey } = await sponsored(plane);
    expect(await again(plane, { department: 'Data' })).toMatchObject({ result: 'changed' });
    await plane.provision();
    const accountId = (await workerOf(plane)).targets['atlan-prod']?.accounts[0]?.id ?? '';
    expect(await plane.acme.groupsOf(accountId)).toEqual(['all_staff', 'data_eng']);
    expect((await workerOf(plane)).key).toBe(workerKey);
  });

  it('keeps who sponsors them, who said so and why, with what was said', async () => {
    const plane = await withGrace({ operators: { [OPERATOR]: { name: 'Olga' } } });
    await sponsored(plane);
    const sponsorship = { sponsor: plane.sponsor, actor: 'Olga', reason: 'the audit of 2026' };
    expect((await workerOf(plane)).sponsorships?.[SOURCE]).toMatchObject(sponsorship);
    const history = await plane.acme.deps.ledger.history.list((await workerOf(plane)).key);
    expect(history.map(({ event }) => [event.kind, event.sponsorship])).toEqual([
      ['joined', sponsorship],
      ['left', sponsorship],
    ]);
    const { workers } = await plane.tell('explain', { source: SOURCE });
    expect(workers?.[0]?.sponsorships).toMatchObject([{ source: SOURCE, ...sponsorship }]);
  });

  it('has no access without a last day where the command is cut off, and a repetition completes it', async () => {
    const plane = await withGrace();
    const { workers } = plane.acme.deps.ledger;
    const whole = { ...workers };
    let commits = 0;
    Object.assign(workers, {
      commit: async (worker: Parameters<typeof whole.commit>[0]) => {
        if (++commits > 1) throw new Error('cut off');
        return whole.commit(worker);
      },
    });
    await expect(plane.ask('worker sponsor', plane.input)).rejects.toThrow('cut off');
    Object.assign(workers, whole);
    await pass(plane, 1);
    expect(lines(plane)).toEqual(['grace@example.com invited']);
    expect(await sponsored(plane)).toMatchObject({ result: 'sponsored' });
    expect((await workerOf(plane)).targets['atlan-prod']).not.toHaveProperty('holdId');
    expect(lines(plane)).toContain('cleo@example.com invited');
  });

  it('is a worker who left before, where address and name agree, and a question where only the address does', async () => {
    const plane = await withGrace();
    const cleo = { workEmail: 'cleo@example.com', displayName: 'Cleo Example', workerType: 'employee' };
    await plane.acme.deliver(lifecycleEvent(2, 'joined', { sourceKey: 'hr:2', attributes: cleo, date: '2026-02-01' }));
    await plane.acme.deliver(lifecycleEvent(3, 'left', { sourceKey: 'hr:2', date: '2026-02-20' }));
    expect(await sponsored(plane)).toMatchObject({ workerKey: await plane.keyOf(2) });
    expect((await workerOf(plane)).links).toMatchObject([{ sourceKey: SOURCE, actor: OPERATOR }]);
    const other = await sponsored(plane, { id: 'po-18', displayName: 'Dora Example' }).catch(String);
    expect(other).toContain('sponsored under sponsored:po-17 already');
  });

  it('takes the sponsorship along when its source key moves', async () => {
    const plane = await withGrace();
    const { workerKey } = await sponsored(plane, { email: 'cleo@elsewhere.example' });
    const attributes = { workEmail: 'c.example@example.com', displayName: 'C. Example', workerType: 'employee' };
    await plane.acme.deliver(lifecycleEvent(2, 'joined', { sourceKey: 'hr:2', date: '2026-01-01', attributes }));
    await plane.acme.deliver(lifecycleEvent(3, 'left', { sourceKey: 'hr:2', date: '2026-02-20' }));
    await plane.tell('worker link', { source: SOURCE, to: await plane.keyOf(2), reason: 'one person' });
    expect((await workerOf(plane)).sponsorships?.[SOURCE]?.sponsor).toBe(plane.sponsor);
    expect((await plane.acme.deps.ledger.workers.load(workerKey))?.sponsorships).toEqual({});
  });

  it('is whom HR hires later, and HR alone decides from then on', async () => {
    const plane = await withGrace();
    await sponsored(plane);
    plane.acme.atlan.accept('cleo@example.com');
    await pass(plane, 3);
    const attributes = { workEmail: 'cleo@example.com', displayName: 'Cleo Example', workerType: 'employee' };
    await plane.acme.deliver(lifecycleEvent(9, 'joined', { sourceKey: 'hr:9', date: '2026-03-05', attributes }));
    expect((await workerOf(plane, 'hr:9')).key).toBe((await workerOf(plane)).key);
    await plane.acme.deliver(lifecycleEvent(11, 'left', { sourceKey: 'hr:9', date: '2026-03-06' }));
    await pass(plane, 3);
    expect(lines(plane)).toContain('cleo@example.com disabled');
    expect(await plane.ask('worker sponsor', plane.input)).toMatchObject({ error: 'conflict' });
  });
});

describe('a sponsorship is refused', () => {
  it.each<[string, object, string]>([
    ['that ends after more than 180 days', { until: '2026-08-30' }, '2026-08-29'],
    ['that is over', { until: '2026-03-01' }, 'from today'],
    ['without an address', { email: undefined }, 'email'],
    ['without a sponsor', { sponsor: undefined }, 'sponsor'],
    ['of the sponsor', { email: 'grace@example.com' }, 'own sponsor'],
  ])('%s', async (_name, more, word) => {
    const plane = await withGrace();
    const answer = await plane.ask('worker sponsor', { ...plane.input, ...more });
    expect(answer).toMatchObject({ kind: 'refused', error: 'conflict', because: expect.stringContaining(word) });
    expect(await plane.acme.deps.ledger.links.workerOf(SOURCE)).toBeUndefined();
  });

  it('by a sponsor who has left, or is sponsored', async () => {
    const plane = await withGrace();
    const { workerKey } = await sponsored(plane);
    const other = { ...plane.input, id: 'po-18', email: 'dora@example.com' };
    expect(await plane.ask('worker sponsor', { ...other, sponsor: workerKey })).toMatchObject({ error: 'conflict' });
    await plane.acme.deliver(lifecycleEvent(2, 'left', { date: '2026-03-01' }));
    expect(await plane.ask('worker sponsor', other)).toMatchObject({ error: 'conflict' });
  });

  it('of a worker whom HR knows, and of an operator by themselves', async () => {
    const plane = await withGrace({ operators: { [OPERATOR]: { worker: 'hr:2' } } });
    const attributes = { workEmail: 'olga@example.com', displayName: 'Olga Example', workerType: 'employee' };
    await plane.acme.deliver(lifecycleEvent(2, 'joined', { sourceKey: 'hr:2', attributes }));
    const olga = { ...plane.input, email: 'Olga@example.com' };
    const own = await plane.ask('worker sponsor', olga);
    expect(own).toMatchObject({ error: 'conflict', because: expect.stringContaining('your own access') });
    expect(await plane.ask('worker sponsor', olga, 'another')).toMatchObject({ error: 'conflict' });
  });

  it('while an operator override has ended the access', async () => {
    const plane = await withGrace();
    await sponsored(plane);
    await plane.tell('disable', { source: SOURCE, reason: 'a stolen laptop' });
    const answer = await plane.ask('worker sponsor', { ...plane.input, until: '2026-05-31' });
    expect(answer).toMatchObject({ error: 'conflict', because: expect.stringContaining('override lift') });
  });
});
