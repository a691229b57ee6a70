import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, type ControlPlaneSettings, controlPlane, OPERATOR } from '../control-plane.ts';

const DAY_MS = 86_400_000;
const email = (n: number) => `p${n}@example.com`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: n < 7 ? 'Sales' : 'Data' },
  });
const leaves = (n: number) => lifecycleEvent(1000 + n, 'left', { sourceKey: `hr:${n}` });

/** Seven people of Sales and four of Data; three may leave within an hour. */
async function staffed({ grants = 1000, ...settings }: ControlPlaneSettings & { readonly grants?: number } = {}) {
  const limits = { grants: { min: grants }, leavers: { min: 3 }, cohorts: { department: 100 } };
  const plane = await controlPlane({ target: { limits }, ...settings });
  if (grants < 1000) return plane;
  await plane.acme.deliver(...numbers(11).map(joins));
  for (const n of numbers(11)) plane.acme.atlan.accept(email(n));
  return plane;
}

const SALES = {
  kind: 'leavers',
  cohort: 'department=SALES',
  upTo: '5',
  until: '2026-03-20',
  reason: 'the team leaves',
};
const disabled = ({ acme }: ControlPlane) => acme.atlan.accounts().filter(({ state }) => state === 'disabled').length;
const open = async ({ deps }: ControlPlane) => (await deps.ledger.holds.listOpen(99)).length;
const leaveOneByOne = async ({ acme }: ControlPlane, ...people: readonly number[]) => {
  for (const n of people) await acme.deliver(leaves(n));
};

describe('an announced change', () => {
  it('passes the limit up to its number, and leaves the limit’s own room to those that were not announced', async () => {
    const plane = await staffed();
    await plane.tell('expect announce', SALES);
    await leaveOneByOne(plane, 0, 1, 2, 3, 4);
    expect([disabled(plane), await open(plane)]).toEqual([5, 0]);
    await leaveOneByOne(plane, 7, 8, 9);
    expect([disabled(plane), await open(plane)]).toEqual([8, 0]);
    await leaveOneByOne(plane, 5, 10);
    expect([disabled(plane), await open(plane)]).toEqual([8, 2]);
    expect(await plane.tell('expect list')).toMatchObject({
      expectations: [{ kind: 'leavers', cohort: 'department=sales', upTo: 5, taken: 5, state: 'open' }],
    });
  });

  it('is named by the receipts of those whom it let pass, and by no other', async () => {
    const plane = await staffed();
    const { expectations } = await plane.tell('expect announce', SALES);
    await leaveOneByOne(plane, 0, 7);
    const named = async (n: number) => {
      const chain = await plane.deps.ledger.receipts.chain(await plane.keyOf(n));
      return chain.flatMap(({ header, payload }) =>
        header.entry === 'intent' ? [[header.action, payload?.['expectation']]] : [],
      );
    };
    expect(await named(0)).toContainEqual(['disable', expectations[0]?.id]);
    expect(await named(7)).toContainEqual(['disable', undefined]);
  });

  it('counts a worker once, however often they are checked', async () => {
    const plane = await staffed();
    await plane.tell('expect announce', { ...SALES, upTo: '1' });
    await leaveOneByOne(plane, 0);
    for (const day of [1, 2]) {
      plane.acme.clock.advance(day * DAY_MS);
      await plane.acme.tick();
    }
    expect((await plane.tell('expect list')).expectations).toMatchObject([{ taken: 1 }]);
  });

  it('does not let go what was held before it', async () => {
    const plane = await staffed();
    await leaveOneByOne(plane, 0, 1, 2, 3);
    expect([disabled(plane), await open(plane)]).toEqual([3, 1]);
    await plane.tell('expect announce', SALES);
    plane.acme.clock.advance(2 * 3_600_000);
    await plane.acme.tick();
    expect([disabled(plane), await open(plane)]).toEqual([3, 1]);
  });

  it('is over at its day, and when an operator ends it', async () => {
    const plane = await staffed();
    const { expectations } = await plane.tell('expect announce', SALES);
    const id = expectations[0]?.id ?? '';
    expect(await plane.tell('expect end', { expectation: id, reason: 'called off' })).toMatchObject({
      expectations: [{ id, state: 'ended', ended: { reason: 'called off' } }],
    });
    await leaveOneByOne(plane, 0, 1, 2, 3);
    expect([disabled(plane), await open(plane)]).toEqual([3, 1]);
    await plane.tell('expect announce', { ...SALES, until: '2026-03-05' });
    plane.acme.clock.advance(4 * DAY_MS);
    await leaveOneByOne(plane, 4, 5, 6, 7);
    expect([disabled(plane), await open(plane)]).toEqual([6, 2]);
    expect((await plane.tell('expect list')).expectations).toMatchObject([{ state: 'over', taken: 0 }]);
  });

  it('is announced once, and counted anew when it is announced again', async () => {
    const plane = await staffed();
    const { expectations } = await plane.tell('expect announce', SALES);
    const id = expectations[0]?.id ?? '';
    expect(await plane.ask('expect announce', { ...SALES, upTo: '9' })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining(id),
    });
    await leaveOneByOne(plane, 0, 1);
    await plane.tell('expect end', { expectation: id, reason: 'done' });
    await plane.tell('expect announce', { ...SALES, upTo: '1' });
    await leaveOneByOne(plane, 2, 3, 4, 5);
    expect((await plane.tell('expect list')).expectations).toMatchObject([{ upTo: 1, taken: 1, state: 'open' }]);
    expect([disabled(plane), await open(plane)]).toEqual([6, 0]);
  });

  it('lets nothing pass for the operator who announced it', async () => {
    const plane = await staffed({ operators: { [OPERATOR]: { name: 'olga', worker: 'hr:0' } } });
    await plane.tell('expect announce', SALES);
    await leaveOneByOne(plane, 7, 8, 9, 0, 1);
    expect([disabled(plane), await open(plane)]).toEqual([4, 1]);
    expect(await plane.deps.ledger.holds.listOpen(9)).toMatchObject([{ workerKey: await plane.keyOf(0) }]);
  });

  it('lets joiners begin who would wait for room', async () => {
    const plane = await staffed({ grants: 2 });
    await plane.tell('expect announce', { ...SALES, kind: 'grants' });
    await plane.acme.deliver(...numbers(9).map(joins));
    expect(plane.acme.atlan.accounts()).toHaveLength(7);
    const { count } = await plane.deps.ledger.waitingLine.all('atlan-prod', plane.acme.clock.now());
    expect(count).toBe(2);
  });

  it('leaves a receipt of who announced and who ended it', async () => {
    const plane = await staffed();
    const { expectations } = await plane.tell('expect announce', SALES);
    await plane.tell('expect end', { expectation: expectations[0]?.id, reason: 'done' });
    const chain = await plane.deps.ledger.receipts.chain('rules of atlan-prod');
    expect(chain.map(({ header: { action, verdict } }) => [action, verdict])).toEqual([
      ['announce-change', 'intended'],
      ['announce-change', 'verified'],
      ['end-announcement', 'intended'],
      ['end-announcement', 'verified'],
    ]);
    expect(chain[1]?.payload).toMatchObject({ kind: 'leavers', upTo: 5, actor: OPERATOR, reason: 'the team leaves' });
  });

  it('is not announced beside a hundred others', async () => {
    const plane = await controlPlane();
    const { expectations } = plane.deps.ledger;
    for (const n of numbers(100))
      await expectations.announce({
        id: `exp_${n}`,
        target: 'atlan-prod',
        kind: 'leavers',
        cohort: { by: 'location', value: `${n}` },
        upTo: 1,
        since: 0,
        until: plane.acme.clock.now(),
        actor: 'olga',
        reason: 'r',
      });
    expect(await plane.ask('expect announce', SALES)).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining('has a hundred announced changes'),
    });
  });

  it.each([
    [{ upTo: '4001' }, 'upTo'],
    [{ upTo: '0' }, 'upTo'],
    [{ cohort: 'team=Sales' }, 'cohort'],
    [{ kind: 'immediate' }, 'kind'],
    [{ target: 'nosuch' }, 'target'],
  ])('is not announced with %j', async (more, field) => {
    const plane = await controlPlane();
    expect(await plane.ask('expect announce', { ...SALES, ...more })).toMatchObject({ fields: [{ field }] });
  });

  it.each(['2026-03-01', '2026-04-03'])('is not announced until %s', async (until) => {
    const plane = await controlPlane();
    expect(await plane.ask('expect announce', { ...SALES, until })).toMatchObject({ error: 'conflict' });
  });
});
