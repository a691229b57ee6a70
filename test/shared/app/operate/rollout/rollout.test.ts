import { describe, expect, it } from 'vitest';

import { NO_RECORD } from '../../../../../shared/app/converge/run.ts';
import type { Outcome } from '../../../../../shared/domain/outcome.ts';
import { newWorker } from '../../../../../shared/domain/worker/worker.ts';
import { withTargets } from '../../../../support/company.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, type ControlPlaneSettings, controlPlane, OPERATOR } from '../control-plane.ts';

const HOUR_MS = 3_600_000;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
/** Three of Data, four of Finance, five of Sales. */
const departmentOf = (n: number) => (n < 3 ? 'Data' : n < 7 ? 'Finance' : 'Sales');
const email = (n: number) => `p${n}@example.com`;
const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: departmentOf(n) },
  });
const leaves = (n: number) => lifecycleEvent(1000 + n, 'left', { sourceKey: `hr:${n}` });

/** Twelve workers of three departments on a target in the mode observe; one of Sales has a managed account already. */
async function observed(settings: ControlPlaneSettings = {}) {
  const plane = await controlPlane({ target: { limits: { grants: { min: 2 } } }, ...settings });
  const { acme } = plane;
  const { deps, clock, atlan } = acme;
  await acme.deliver(joins(11));
  atlan.accept(email(11));
  await deps.ledger.flags.setMode('atlan-prod', 'observe', 'test', clock.now());
  await acme.deliver(...numbers(11).map(joins));
  return plane;
}

const BY_DEPARTMENT = { target: 'atlan-prod', by: 'department', perDay: '5', reason: 'agreed' };
const invitedOf = ({ acme }: ControlPlane, department: string) =>
  acme.atlan
    .accounts()
    .filter(({ email: address }) => departmentOf(Number(/\d+/.exec(address ?? '')?.[0])) === department).length;
/** Accounts of Data, Finance and Sales, the leaver's own among the last. */
const invited = (plane: ControlPlane) => ['Data', 'Finance', 'Sales'].map((name) => invitedOf(plane, name));
const pass = async ({ acme }: ControlPlane, hours: number, step = Math.min(hours, 12)) => {
  for (let passed = 0; passed < hours; passed += step) {
    acme.clock.advance(step * HOUR_MS);
    await acme.tick();
  }
};

/** So many more who would be changed, as their items say it. */
async function wait({ deps: { ledger } }: ControlPlane, count: number) {
  const record = { ...NO_RECORD, observedPlan: 'd' };
  for (const n of numbers(count))
    await ledger.workers.commit({ ...newWorker(`waiting-${n}`, 'salt'), targets: { 'atlan-prod': record } });
}

describe('a rollout', () => {
  it('admits one department after the other, five workers a day, and is complete once no worker waits', async () => {
    const plane = await observed();
    const { waves } = await plane.tell('rollout plan', { target: 'atlan-prod', by: 'department', perDay: '5' });
    expect(waves.map(({ workers, cohorts }) => [workers, cohorts])).toEqual([
      [
        5,
        [
          { cohort: 'data', workers: 3 },
          { cohort: 'finance', workers: 2 },
        ],
      ],
      [
        5,
        [
          { cohort: 'finance', workers: 2 },
          { cohort: 'sales', workers: 3 },
        ],
      ],
      [1, [{ cohort: 'sales', workers: 1 }]],
    ]);
    expect(waves[0]?.actions).toContainEqual({ action: 'invite', rule: 'members', count: 5, roles: ['$member'] });
    await pass(plane, 2);
    expect(invited(plane)).toEqual([0, 0, 1]);

    const { rollout, madeDue } = await plane.tell('rollout start', BY_DEPARTMENT);
    expect([rollout.state, rollout.waves, madeDue]).toEqual(['running', 3, 5]);
    await plane.acme.tick();
    expect(invited(plane)).toEqual([3, 2, 1]);
    await pass(plane, 23, 23);
    expect(invited(plane)).toEqual([3, 2, 1]);
    expect((await plane.tell('status')).targets).toMatchObject([
      { mode: 'observe', rollout: { state: 'running', wave: 1, admitted: 5 } },
    ]);
    await pass(plane, 1);
    expect(invited(plane)).toEqual([3, 4, 4]);
    await pass(plane, 24);
    expect(invited(plane)).toEqual([3, 4, 5]);
    expect(await plane.tell('rollout list')).toMatchObject({
      rollouts: [{ state: 'complete', admitted: 11, waiting: 0 }],
    });
    expect(await plane.deps.ledger.holds.listOpen(9)).toEqual([]);

    await plane.tell('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'complete' });
    expect(await plane.tell('rollout list')).toMatchObject({
      rollouts: [{ state: 'ended', ended: { reason: 'complete' } }],
    });
  });

  it('names its id in the receipts of those who pass the limit by it, and tells a waiting worker the day of their turn', async () => {
    const plane = await observed();
    const { rollout } = await plane.tell('rollout start', BY_DEPARTMENT);
    await pass(plane, 2);
    const chain = await plane.deps.ledger.receipts.chain(await plane.keyOf(0));
    expect(chain.map(({ payload }) => payload?.['expectation'])).toContain(rollout.id);
    const last = await plane.deps.ledger.workers.load(await plane.keyOf(10));
    expect(last?.targets['atlan-prod']).toMatchObject({
      state: 'waiting',
      because: expect.stringMatching(
        /^The rollout on atlan-prod has not come to this worker yet; their turn is 2026-03-0[34]/,
      ),
    });
  });

  it('ends a leaver of a department whose turn has not come at once, also while it is paused', async () => {
    const plane = await observed();
    await plane.tell('rollout start', BY_DEPARTMENT);
    await plane.tell('rollout pause', { target: 'atlan-prod', reason: 'a freeze' });
    await plane.acme.deliver(leaves(11));
    expect(plane.acme.atlan.accounts().filter(({ state }) => state === 'disabled')).toMatchObject([
      { email: email(11) },
    ]);
  });

  it.each<readonly [string, (plane: ControlPlane) => Promise<void>]>([
    [
      'HR',
      async ({ acme }) => {
        await acme.deliver(leaves(11));
        await acme.deliver(lifecycleEvent(2000, 'left', { sourceKey: 'hr:11', phase: 'cancelled' }));
      },
    ],
    [
      'an operator',
      async (plane) => {
        const { overrideId } = await plane.tell('disable', {
          worker: await plane.keyOf(11),
          reason: 'a stolen laptop',
        });
        expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'disabled' }]);
        await plane.tell('override lift', { override: overrideId, reason: 'found' });
        await plane.provision();
      },
    ],
  ])('gives back what %s had it take from a worker by mistake, also while it is paused', async (_who, errs) => {
    const plane = await observed();
    await plane.tell('rollout start', { ...BY_DEPARTMENT, perDay: '1' });
    await plane.tell('rollout pause', { target: 'atlan-prod', reason: 'a freeze' });
    await errs(plane);
    expect(plane.acme.atlan.accounts()).toMatchObject([{ email: email(11), state: 'active' }]);
  });

  it('lets pass what the admission brings, and not what HR changes on the same day', async () => {
    const plane = await observed({ target: { limits: { grants: { min: 2 }, removals: { min: 1, percent: 1 } } } });
    await plane.tell('rollout start', BY_DEPARTMENT);
    await plane.acme.tick();
    for (const n of numbers(3)) plane.acme.atlan.accept(email(n));
    await pass(plane, 2, 1);
    const moves = (n: number) =>
      lifecycleEvent(500 + n, 'moved', { sourceKey: `hr:${n}`, attributes: { department: 'Sales' } });
    await plane.acme.deliver(...numbers(3).map(moves));
    const holds = await plane.deps.ledger.holds.listOpen(9);
    expect(holds.map(({ kind }) => kind)).toEqual(['removal-limit', 'removal-limit']);
  });

  it('excuses nothing of the operator who started it', async () => {
    const operators = { [OPERATOR]: { worker: 'hr:0' } };
    const plane = await observed({ operators });
    await plane.tell('rollout start', BY_DEPARTMENT);
    await pass(plane, 2);
    const said = numbers(2).map(async (n) => {
      const chain = await plane.deps.ledger.receipts.chain(await plane.keyOf(n));
      return chain.some(({ payload }) => payload?.['expectation'] !== undefined);
    });
    expect(await Promise.all(said)).toEqual([false, true]);
  });

  it('ends one who left before it started', async () => {
    const plane = await observed();
    await plane.acme.deliver(leaves(11));
    expect(plane.acme.atlan.accounts()).toMatchObject([{ state: 'active' }]);
    expect(await plane.tell('rollout plan', { target: 'atlan-prod', perDay: '5' })).toMatchObject({ leavers: 1 });
    await plane.tell('rollout start', BY_DEPARTMENT);
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts()).toContainEqual(
      expect.objectContaining({ email: email(11), state: 'disabled' }),
    );
  });

  it('admits no worker while it is paused, lets those go on whom it has admitted, and resumes with what the day has left', async () => {
    const plane = await observed();
    await plane.tell('rollout start', { ...BY_DEPARTMENT, perDay: '2' });
    await plane.acme.tick();
    await plane.tell('rollout pause', { target: 'atlan-prod', reason: 'a freeze' });
    await plane.acme.deliver(lifecycleEvent(500, 'moved', { sourceKey: 'hr:3', attributes: { department: 'Data' } }));
    plane.acme.atlan.accept(email(0));
    await pass(plane, 48);
    expect(invited(plane)[1]).toBe(0);
    expect(plane.acme.atlan.accounts()).toHaveLength(3);
    expect(await plane.tell('rollout list')).toMatchObject({ rollouts: [{ state: 'paused', waiting: 9 }] });

    await plane.tell('rollout start', { target: 'atlan-prod', reason: 'the freeze is over' });
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts()).toHaveLength(5);
    await plane.tell('rollout pause', { target: 'atlan-prod', reason: 'once more' });
    await plane.tell('rollout start', { target: 'atlan-prod', perDay: '3', reason: 'and on' });
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts()).toHaveLength(6);
  });

  it('stops by itself above the share of failures, tells the numbers, and goes on once an operator resumes it', async () => {
    let isRefusing = false;
    const no: Outcome<never> = { kind: 'refused', reason: 'not-allowed', because: 'this group takes no members' };
    const between = withTargets((target) => ({
      addToGroups: async (...args) => (isRefusing ? no : target.addToGroups(...args)),
    }));
    const plane = await observed({ between });
    isRefusing = true;
    await plane.tell('rollout start', { ...BY_DEPARTMENT, stopAt: '50%' });
    await plane.acme.tick();
    expect(plane.acme.notices.filter(({ name }) => name === 'rollout-stopped')).toEqual([
      { name: 'rollout-stopped', ids: { target: 'atlan-prod', admitted: 5, failed: 3, stopAt: 50 } },
    ]);
    await pass(plane, 48);
    expect(invited(plane)).toEqual([3, 2, 1]);
    expect(await plane.tell('rollout list')).toMatchObject({ rollouts: [{ state: 'stopped', waiting: 6 }] });
    expect((await plane.tell('status')).troubles).toContainEqual(expect.objectContaining({ next: 'rollout list' }));

    isRefusing = false;
    await plane.tell('rollout start', { target: 'atlan-prod', reason: 'the group takes members now' });
    await pass(plane, 60);
    expect(await plane.tell('rollout list')).toMatchObject({ rollouts: [{ state: 'complete', admitted: 11 }] });
  });

  it('takes a worker who joins after it started in the order of their department', async () => {
    const plane = await observed();
    await plane.tell('rollout start', { ...BY_DEPARTMENT, perDay: '6' });
    await plane.acme.tick();
    await plane.acme.deliver(
      lifecycleEvent(40, 'joined', {
        sourceKey: 'hr:40',
        attributes: { workEmail: email(40), workerType: 'employee', department: 'Data' },
      }),
    );
    expect(plane.acme.atlan.accounts()).toHaveLength(7);
    await pass(plane, 48);
    expect(plane.acme.atlan.accounts()).toHaveLength(13);
  });

  it.each([
    ['mode', { target: 'atlan-prod', mode: 'observe', reason: 'stop' }],
    ['mode', { target: 'atlan-prod', mode: 'pilot', reason: 'only the pilot' }],
  ] as const)('is over once an operator sets the mode: `%s` %j', async (command, input) => {
    const plane = await observed();
    await plane.tell('rollout start', { ...BY_DEPARTMENT, perDay: '2' });
    await plane.tell(command, input);
    await pass(plane, 36);
    expect(invited(plane)).toEqual([0, 0, 1]);
    expect(await plane.ask('rollout pause', { target: 'atlan-prod', reason: 'r' })).toMatchObject({
      error: 'conflict',
    });
  });

  it.each([
    ['there is none yet', { target: 'atlan-prod', reason: 'r' }, 'has no rollout yet'],
    ['it runs', BY_DEPARTMENT, 'is running'],
    ['it would have more waves than are kept', { ...BY_DEPARTMENT, perDay: '1' }, '400 at most'],
    ['everything is written already', BY_DEPARTMENT, 'is in the mode enforce'],
  ])('is not started where %s', async (why, input, because) => {
    const plane = await observed();
    if (why === 'it runs') await plane.tell('rollout start', BY_DEPARTMENT);
    if (why.startsWith('it would')) await wait(plane, 400);
    if (why.startsWith('everything')) await plane.tell('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'r' });
    expect(await plane.ask('rollout start', input)).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining(because),
    });
  });

  it.each([
    [{ perDay: '0' }, 'perDay'],
    [{ perDay: '4001' }, 'perDay'],
    [{ stopAt: '0%' }, 'stopAt'],
    [{ stopAt: '101' }, 'stopAt'],
    [{ by: 'team' }, 'by'],
    [{ target: 'nosuch' }, 'target'],
  ])('is not started with %j', async (more, field) => {
    const plane = await controlPlane();
    expect(await plane.ask('rollout start', { ...BY_DEPARTMENT, ...more })).toMatchObject({ fields: [{ field }] });
  });

  it('leaves a receipt of who started, paused and resumed it', async () => {
    const plane = await observed();
    await plane.tell('rollout start', BY_DEPARTMENT);
    await plane.tell('rollout pause', { target: 'atlan-prod', reason: 'a freeze' });
    await plane.tell('rollout start', { target: 'atlan-prod', reason: 'it is over' });
    const chain = await plane.deps.ledger.receipts.chain('rules of atlan-prod');
    expect(chain.map(({ header: { action, verdict }, payload }) => [action, verdict, payload?.['reason']])).toEqual([
      ['start-rollout', 'intended', 'agreed'],
      ['start-rollout', 'verified', 'agreed'],
      ['pause-rollout', 'intended', 'a freeze'],
      ['pause-rollout', 'verified', 'a freeze'],
      ['resume-rollout', 'intended', 'it is over'],
      ['resume-rollout', 'verified', 'it is over'],
    ]);
  });
});
