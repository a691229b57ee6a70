import { describe, expect, it } from 'vitest';

import { operate } from '../../../../../shared/app/operate/operate.ts';
import { dueNow } from '../../../../support/due-now.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane, OPERATOR } from '../control-plane.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const joins = (n: number, department = 'Sales') =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee', department },
  });

/** People who joined while nothing was written. */
async function observed(count: number) {
  const plane = await controlPlane({ mode: 'observe' });
  await plane.acme.deliver(...numbers(count).map((n) => joins(n, n === 0 ? 'Data' : 'Sales')));
  return plane;
}

const due = ({ acme }: ControlPlane) => dueNow(acme);

describe('mode', () => {
  it('is shown without being changed', async () => {
    const plane = await observed(1);
    expect(await plane.tell('mode', { target: 'atlan-prod' })).toEqual({
      target: 'atlan-prod',
      mode: 'observe',
      madeDue: 0,
      complete: true,
    });
    expect(await due(plane)).toEqual([]);
  });

  it('once set makes every worker due, so that what was observed is done', async () => {
    const plane = await observed(5);
    const answer = await plane.tell('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'the report was read' });
    expect(answer).toMatchObject({ mode: 'enforce', madeDue: 5, complete: true });
    expect(await due(plane)).toHaveLength(5);
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts()).toHaveLength(5);
  });

  it('remembers who set it and why, and logs neither', async () => {
    const plane = await observed(1);
    await plane.tell('mode', { target: 'atlan-prod', mode: 'pilot', reason: 'begin small' });
    expect((await plane.tell('mode', { target: 'atlan-prod' })).set).toEqual({
      mode: 'pilot',
      actor: OPERATOR,
      reason: 'begin small',
      at: '2026-03-02T09:00:01.000Z',
    });
    expect(plane.observe.lines).toMatchObject([{ event: 'mode-set', ids: { target: 'atlan-prod', mode: 'pilot' } }]);
  });

  it('goes on where it stopped when time ran out, without being set twice', async () => {
    const plane = await observed(3);
    const input = { target: 'atlan-prod', mode: 'enforce', reason: 'r' };
    const late = { deps: plane.deps, actor: OPERATOR, call: { deadline: plane.acme.clock.now() } };
    expect(await operate('mode', input, late)).toMatchObject({ value: { madeDue: 0, complete: false } });
    expect(await plane.tell('mode', { target: 'atlan-prod' })).toMatchObject({ mode: 'enforce', complete: false });
    expect(await plane.tell('mode', input)).toMatchObject({ madeDue: 3, complete: true });
    expect(plane.observe.counts['ModeSet']).toBe(1);
  });

  it('is set when the same is asked again, though the first time broke off before that', async () => {
    const plane = await observed(1);
    const { flags } = plane.deps.ledger;
    const input = { target: 'atlan-prod', mode: 'enforce', reason: 'r' };
    const deps = {
      ...plane.deps,
      ledger: { ...plane.deps.ledger, flags: { ...flags, setMode: () => Promise.reject(new Error('cut off')) } },
    };
    const call = { deadline: plane.acme.clock.now() + 20_000 };
    await expect(operate('mode', input, { deps, actor: OPERATOR, call })).rejects.toThrow('cut off');
    expect(await plane.tell('mode', input)).toMatchObject({ mode: 'enforce', madeDue: 1, complete: true });
    expect(await flags.modeOf('atlan-prod')).toBe('enforce');
  });

  it('needs a reason to be set, one of three modes, and a target that is configured', async () => {
    const { ask } = await controlPlane();
    expect(await ask('mode', { target: 'atlan-prod', mode: 'enforce' })).toMatchObject({
      fields: [{ field: 'reason', problem: 'is needed to set a mode' }],
    });
    expect(await ask('mode', { target: 'atlan-prod', mode: 'loud', reason: 'r' })).toMatchObject({
      fields: [{ field: 'mode' }],
    });
    expect(await ask('mode', { target: 'elsewhere' })).toMatchObject({ error: 'not-found' });
  });
});

describe('report observe', () => {
  it('counts what would be done by action and rule, of the plan that stands now', async () => {
    const plane = await observed(3);
    expect(await plane.tell('report observe', { target: 'atlan-prod' })).toEqual({
      target: 'atlan-prod',
      mode: 'observe',
      workers: 3,
      wouldChange: 3,
      unreadable: 0,
      actions: [
        { action: 'invite', rule: 'members', count: 3, roles: ['$member'] },
        { action: 'add-to-groups', rule: 'members', count: 2, groups: ['All Staff'] },
        { action: 'add-to-groups', rule: 'members, data', count: 1, groups: ['All Staff', 'Data Eng'] },
      ],
    });
  });

  it('counts exactly what happens once the mode is enforce', async () => {
    const plane = await observed(3);
    plane.acme.atlan.put({
      id: 'u9',
      email: 'p9@example.com',
      state: 'active',
      enabled: true,
      role: '$guest',
      lastLoginAt: 1,
    });
    await plane.acme.deliver(joins(9));
    const { actions } = await plane.tell('report observe', { target: 'atlan-prod' });
    await plane.tell('mode', { target: 'atlan-prod', mode: 'enforce', reason: 'looked at it' });
    await plane.acme.tick();
    const done = new Map<string, number>();
    for (const n of [0, 1, 2, 9]) {
      for (const { header } of await plane.deps.ledger.receipts.chain(await plane.keyOf(n))) {
        const step = `${header.action}, ${header.rule}`;
        if (header.verdict === 'verified') done.set(step, (done.get(step) ?? 0) + 1);
      }
    }
    expect(Object.fromEntries(done)).toEqual(
      Object.fromEntries(actions.map(({ action, rule, count }) => [`${action}, ${rule}`, count])),
    );
  });

  it('counts every step of a plan under its own rule', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(joins(0, 'Data'));
    plane.acme.atlan.accept('p0@example.com');
    await plane.tell('mode', { target: 'atlan-prod', mode: 'observe', reason: 'r' });
    plane.acme.atlan.put({ ...plane.acme.atlan.accounts()[0]!, role: '$guest' });
    await plane.acme.deliver(lifecycleEvent(7, 'moved', { sourceKey: 'hr:0', attributes: { department: 'Sales' } }));
    const { actions, unreadable } = await plane.tell('report observe', { target: 'atlan-prod' });
    expect(unreadable).toBe(0);
    expect(actions).toEqual([
      { action: 'set-role', rule: 'members', count: 1, roles: ['$member'] },
      { action: 'remove-from-group', rule: 'no rule gives it any more', count: 1, groups: ['Data Eng'] },
    ]);
  });

  it('counts a plan that became another one once', async () => {
    const plane = await controlPlane({ mode: 'observe' });
    const account = { id: 'u1', email: 'p0@example.com', state: 'active', enabled: true, lastLoginAt: 1 } as const;
    await plane.acme.deliver(joins(0));
    plane.acme.atlan.put({ ...account, role: '$guest' });
    plane.acme.clock.advance(3_600_000);
    await plane.acme.tick();
    const { actions } = await plane.tell('report observe', { target: 'atlan-prod' });
    expect(actions).toEqual([
      { action: 'adopt', rule: 'members', count: 1 },
      { action: 'set-role', rule: 'members', count: 1, roles: ['$member'] },
      { action: 'add-to-groups', rule: 'members', count: 1, groups: ['All Staff'] },
    ]);
  });

  it('tells of plans whose receipts were erased', async () => {
    const plane = await observed(2);
    await plane.deps.ledger.receipts.erase(await plane.keyOf(0));
    expect(await plane.tell('report observe', { target: 'atlan-prod' })).toMatchObject({
      wouldChange: 2,
      unreadable: 1,
      actions: [
        { action: 'invite', count: 1 },
        { action: 'add-to-groups', count: 1 },
      ],
    });
  });

  it('gives a cursor when time ran out, and goes on from it', async () => {
    const plane = await observed(3);
    const late = { deps: plane.deps, actor: OPERATOR, call: { deadline: plane.acme.clock.now() } };
    const answer = await operate('report observe', { target: 'atlan-prod' }, late);
    expect(answer).toMatchObject({ value: { next: expect.any(String) } });
    const { next } = (answer as { value: { next: string } }).value;
    expect(await plane.tell('report observe', { target: 'atlan-prod', cursor: next })).toMatchObject({ workers: 3 });
  });
});

describe('a command that is not declared', () => {
  it('is refused, with those that are', async () => {
    const { ask } = await controlPlane();
    expect(await ask('purge')).toMatchObject({ error: 'unknown-command', because: expect.stringContaining('status') });
    expect(await ask('constructor')).toMatchObject({ error: 'unknown-command' });
  });
});
