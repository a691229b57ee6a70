import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, type ControlPlaneSettings, controlPlane, OPERATOR } from '../control-plane.ts';

const email = (n: number) => `p${n}@example.com`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: n < 7 ? 'Sales' : 'Data' },
  });
const leaves = (n: number) => lifecycleEvent(1000 + n, 'left', { sourceKey: `hr:${n}` });

/** Nine people leave at once, seven of Sales before two of Data, and only three may: six are held, four of them of Sales. */
async function crowd({ people = 9, ...settings }: ControlPlaneSettings & { readonly people?: number } = {}) {
  const limits = { grants: { min: 1000 } };
  const plane = await controlPlane({ target: { limits }, ...settings });
  await plane.acme.deliver(...numbers(people).map(joins));
  for (const n of numbers(people)) plane.acme.atlan.accept(email(n));
  for (const n of numbers(people)) await plane.acme.deliver(leaves(n));
  return plane;
}

const disabled = ({ acme }: ControlPlane) => acme.atlan.accounts().filter(({ state }) => state === 'disabled').length;
const open = async ({ deps }: ControlPlane) => (await deps.ledger.holds.listOpen(99)).length;
const SALES = { kind: 'leaver-limit', cohort: 'department=sales' };
const DECIDE = { ...SALES, expect: '4', reason: 'Sales is closed' };

describe('many holds', () => {
  it('are shown first, with who, what and why, and nothing is decided', async () => {
    const plane = await crowd();
    const keys = await Promise.all([3, 4, 5, 6].map(plane.keyOf));
    const shown = await plane.tell('hold approve', SALES);
    const limit = expect.stringContaining('The limit of 3 workers');
    const row = { kind: 'leaver-limit', target: 'atlan-prod', state: 'open', because: limit };
    expect(shown).toMatchObject({ count: 4, left: 0, rows: keys.map((workerKey) => ({ workerKey, ...row })) });
    expect(JSON.stringify(shown)).not.toMatch(/@|example|Sales/);
    expect([await open(plane), plane.queue.messages.length]).toEqual([6, 0]);
  });

  it('are approved together where they are as many as was expected, and only they', async () => {
    const plane = await crowd();
    const decided = await plane.tell('hold approve', DECIDE);
    expect(decided).toMatchObject({ count: 4, left: 0, rows: numbers(4).map(() => ({ state: 'decided' })) });
    await plane.provision();
    expect([disabled(plane), await open(plane)]).toEqual([7, 2]);
    expect(plane.observe.counts['HoldDecided']).toBe(4);
  });

  it.each(['3', '5'])('are not decided where %s were expected, none of them', async (number) => {
    const plane = await crowd();
    expect(await plane.ask('hold approve', { ...DECIDE, expect: number })).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining(`4 open holds match now, and not ${number}`),
    });
    expect([await open(plane), plane.queue.messages.length]).toEqual([6, 0]);
  });

  it('leave the one open that is about the operator’s own access', async () => {
    const plane = await crowd({ operators: { [OPERATOR]: { name: 'olga', worker: 'hr:4' } } });
    const decided = await plane.tell('hold approve', DECIDE);
    expect(decided).toMatchObject({
      rows: [
        { state: 'decided' },
        {
          workerKey: await plane.keyOf(4),
          state: 'refused',
          problem: expect.stringContaining('your own access'),
        },
        { state: 'decided' },
        { state: 'decided' },
      ],
    });
    await plane.provision();
    expect([disabled(plane), await open(plane)]).toEqual([6, 3]);
  });

  it('are rejected together, and each says what happens instead', async () => {
    const plane = await crowd();
    expect(await plane.ask('hold reject', DECIDE)).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining('say what happens instead'),
    });
    await plane.tell('hold reject', { ...DECIDE, instead: 'access-kept', until: '2026-03-20' });
    await plane.provision();
    expect([disabled(plane), await open(plane)]).toEqual([3, 2]);
  });

  it('that were not reached in time are said, and the next call decides them', async () => {
    const plane = await crowd({ people: 13 });
    const { clock } = plane.acme;
    const { holds } = plane.deps.ledger;
    const real = { ...holds };
    Object.assign(holds, {
      decide: async (...args: Parameters<typeof real.decide>) => {
        clock.advance(5_000);
        return real.decide(...args);
      },
    });
    const all = { kind: 'leaver-limit', expect: '10', reason: 'all of them leave' };
    expect(await plane.tell('hold approve', all)).toMatchObject({ count: 10, left: 2 });
    expect(await plane.tell('hold approve', { ...all, expect: '2' })).toMatchObject({ count: 2, left: 0 });
    expect(await open(plane)).toBe(0);
  });

  it.each([
    [{ hold: 'hold_1', kind: 'leaver-limit', reason: 'r' }, 'input'],
    [{ cohort: 'department=Sales', hold: 'hold_1', reason: 'r' }, 'kind'],
    [{ kind: 'leaver-limit', expect: '3' }, 'reason'],
    [{ kind: 'leaver-limits' }, 'kind'],
    [{ kind: 'leaver-limit', cohort: 'team=Sales' }, 'cohort'],
    [{ kind: 'leaver-limit', expect: 'all', reason: 'r' }, 'expect'],
  ])('are not meant by %j', async (input, field) => {
    const plane = await controlPlane();
    expect(await plane.ask('hold approve', input)).toMatchObject({ error: 'invalid-input', fields: [{ field }] });
  });
});
