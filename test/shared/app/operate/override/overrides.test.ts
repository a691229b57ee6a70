import { describe, expect, it } from 'vitest';

import { dueNow } from '../../../../support/due-now.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane, OPERATOR } from '../control-plane.ts';

const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: `p${n}@example.com`, workerType: 'employee' },
  });

/** Three people, of whom two were disabled. */
async function decided(operators = {}) {
  const plane = await controlPlane({ operators });
  await plane.acme.deliver(...[1, 2, 3].map(joins));
  for (const n of [1, 2, 3]) plane.acme.atlan.accept(`p${n}@example.com`);
  const first = await plane.tell('disable', { source: 'hr:1', reason: 'one' });
  plane.acme.clock.advance(1_000);
  const second = await plane.tell('disable', { source: 'hr:2', reason: 'two' });
  return { ...plane, first, second };
}

describe('overrides', () => {
  it('are listed while they are in force, of all workers, the oldest first', async () => {
    const plane = await decided();
    await plane.tell('override lift', { override: plane.second.overrideId, reason: 'found' });
    const { overrides, next } = await plane.tell('override list');
    expect(overrides).toEqual([
      {
        workerKey: plane.first.workerKey,
        id: plane.first.overrideId,
        kind: 'access_ended',
        actor: OPERATOR,
        reason: 'one',
        from: expect.any(String),
        until: 'lifted',
        inForce: true,
      },
    ]);
    expect(next).toBeUndefined();
  });

  it('of one worker are listed with those that are over, and who lifted them', async () => {
    const plane = await decided();
    await plane.tell('override lift', { override: plane.second.overrideId, reason: 'found' });
    const { overrides } = await plane.tell('override list', { email: 'p2@example.com' });
    expect(overrides).toMatchObject([{ inForce: false, lifted: { actor: OPERATOR, reason: 'found' } }]);
    const { story } = await plane.tell('explain', { source: 'hr:2' });
    expect(story.join('\n')).toContain(`${OPERATOR} lifted override ${plane.second.overrideId}`);
  });

  it('once lifted make the worker due, and what HR says counts again', async () => {
    const plane = await decided();
    await plane.provision();
    await plane.tell('override lift', { override: plane.first.overrideId, reason: 'found' });
    const due = await dueNow(plane.acme);
    expect(due).toContain(plane.first.workerKey);
    await plane.provision();
    expect(plane.acme.atlan.accounts()[0]).toMatchObject({ state: 'active' });
  });

  it('are lifted once: the same operator may repeat it, another operator is told', async () => {
    const plane = await decided();
    const lift = { override: plane.first.overrideId, reason: 'found' };
    await plane.tell('override lift', lift);
    expect(await plane.tell('override lift', lift)).toMatchObject({ override: { inForce: false } });
    expect(await plane.ask('override lift', lift, 'arn:aws:iam::111122223333:role/other')).toMatchObject({
      error: 'conflict',
    });
  });

  it('that are lifted make room for new ones', async () => {
    const plane = await decided();
    await plane.tell('override lift', { override: plane.first.overrideId, reason: 'found' });
    const again = await plane.tell('disable', { source: 'hr:1', reason: 'lost again' });
    expect(again.overrideId).not.toBe(plane.first.overrideId);
    expect(again.targets).toMatchObject([{ result: 'ended' }]);
  });

  it.each(['nonsense', 'ovr_nobody_3'])('are known by their ids: not %s', async (override) => {
    const plane = await decided();
    expect(await plane.ask('override lift', { override, reason: 'r' })).toMatchObject({ error: 'not-found' });
  });
});

describe('who decides', () => {
  const boss = 'arn:aws:sts::111122223333:assumed-role/operators/boss@example.com';
  const sam = 'arn:aws:sts::111122223333:assumed-role/operators/sam';

  it.each([
    ['the session of an assumed role', sam, {}, 'sam'],
    ['the name the configuration gives a session', sam, { sam: { name: 'Sam of platform' } }, 'Sam of platform'],
    ['the name the configuration gives a principal', OPERATOR, { [OPERATOR]: { name: 'the runbook' } }, 'the runbook'],
    ['what AWS says of any other principal', OPERATOR, { sam: { name: 'Sam' } }, OPERATOR],
  ])('is kept as %s', async (_case, actor, operators, name) => {
    const plane = await controlPlane({ operators });
    await plane.acme.deliver(joins(1));
    await plane.ask('disable', { source: 'hr:1', reason: 'r' }, actor);
    const { overrides } = await plane.tell('override list');
    expect(overrides.map((override) => override.actor)).toEqual([name]);
  });

  it('lifts nothing about himself', async () => {
    const plane = await decided({ 'boss@example.com': { name: 'the boss', worker: 'hr:1' } });
    const lift = { override: plane.first.overrideId, reason: 'it was a mistake' };
    expect(await plane.ask('override lift', lift, boss)).toMatchObject({
      error: 'conflict',
      because: 'You cannot approve a change to your own access; ask another operator',
    });
    expect(await plane.ask('override lift', lift, sam)).toMatchObject({ kind: 'done' });
  });

  it.each(['hold approve', 'hold reject'])('does not %s a plan about himself, and others may', async (command) => {
    const plane = await decided({ 'boss@example.com': { worker: 'hr:3' } });
    const hold = { id: 'h', workerKey: await plane.keyOf(3), target: 'atlan-prod', kind: 'administrator' } as const;
    await plane.deps.ledger.holds.open({ ...hold, because: 'b', planDigest: 'd', since: 1 });
    expect(await plane.ask(command, { hold: 'h', reason: 'r' }, boss)).toMatchObject({
      error: 'conflict',
      because: expect.stringMatching(/your own access/),
    });
    expect(await plane.ask(command, { hold: 'h', reason: 'r' }, sam)).toMatchObject({
      value: { hold: { decision: { actor: 'sam' } } },
    });
  });
});
