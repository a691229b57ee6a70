import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane, OPERATOR } from '../control-plane.ts';

const email = (n: number) => `p${n}@example.com`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: 'Sales' },
  });
const leaves = (n: number) => lifecycleEvent(1000 + n, 'left', { sourceKey: `hr:${n}` });

/** Five people leave at once, and only three may. */
async function crowd() {
  const plane = await controlPlane({ target: { limits: { grants: { min: 1000 } } } });
  await plane.acme.deliver(...numbers(5).map(joins));
  for (const n of numbers(5)) plane.acme.atlan.accept(email(n));
  await plane.acme.deliver(...numbers(5).map(leaves));
  const { holds } = await plane.tell('hold list');
  return { ...plane, holds, hold: holds[0]! };
}

const disabled = ({ acme }: ControlPlane) => acme.atlan.accounts().filter(({ state }) => state === 'disabled').length;
const counted = ({ acme }: ControlPlane) =>
  acme.deps.ledger.limits.count('atlan-prod', 'leavers', acme.clock.now() - 300_000);

describe('holds', () => {
  it('are listed, and shown with the plan as it is now', async () => {
    const plane = await crowd();
    expect(plane.holds.map(({ kind }) => kind)).toEqual(['leaver-limit', 'leaver-limit']);
    expect(await plane.tell('hold show', { hold: plane.hold.id })).toMatchObject({
      hold: { id: plane.hold.id, workerKey: plane.hold.workerKey },
      plan: { steps: [{ action: 'disable', held: true }], afterwards: { state: 'held' } },
      unchanged: true,
    });
  });

  it('name no person', async () => {
    const plane = await crowd();
    const text = JSON.stringify([
      plane.holds,
      await plane.tell('hold show', { hold: plane.hold.id }),
      await plane.tell('hold approve', { hold: plane.hold.id, reason: 'it is right' }),
    ]);
    expect(text).not.toMatch(/p\d@|example\.com|Sales/);
  });

  it('once approved, let the plan go when the worker is looked at again, and count it', async () => {
    const plane = await crowd();
    plane.acme.clock.advance(600_000);
    expect(await plane.tell('hold approve', { hold: plane.hold.id, reason: 'it is right' })).toMatchObject({
      hold: { decision: { verdict: 'approved', actor: OPERATOR, reason: 'it is right' } },
    });
    expect([disabled(plane), plane.queue.messages.length]).toEqual([3, 1]);
    await plane.provision();
    expect(disabled(plane)).toBe(4);
    expect(await counted(plane)).toBe(1);
    expect(plane.observe.lines.map(({ event }) => event)).toContain('hold-decided');
  });

  it('say that the plan is another one now, and approved they let nothing go', async () => {
    const plane = await crowd();
    const { atlan } = plane.acme;
    const worker = await plane.deps.ledger.workers.load(plane.hold.workerKey);
    const account = atlan.accounts().find(({ id }) => id === worker?.targets['atlan-prod']?.accounts[0]?.id);
    atlan.put({ ...account!, role: '$admin' });
    expect(await plane.tell('hold show', { hold: plane.hold.id })).toMatchObject({ unchanged: false });
    await plane.tell('hold approve', { hold: plane.hold.id, reason: 'it is right' });
    await plane.provision();
    expect(disabled(plane)).toBe(3);
    expect(atlan.accounts().find(({ id }) => id === account!.id)).toMatchObject({ role: '$admin', enabled: true });
  });

  it('do not say whether the plan is the same while the target cannot be asked', async () => {
    const plane = await crowd();
    const now = plane.acme.clock.now();
    const gate = { target: 'atlan-prod', cause: 'down', because: 'It is down', closedAt: now } as const;
    await plane.deps.ledger.gates.close({ ...gate, closedUntil: now + 60_000 });
    const shown = await plane.tell('hold show', { hold: plane.hold.id });
    expect(shown.plan?.stopped).toContain('It is down');
    expect(shown).not.toHaveProperty('unchanged');
  });

  it('once rejected, stay held, with who said so', async () => {
    const plane = await crowd();
    await plane.tell('hold reject', { hold: plane.hold.id, reason: 'a wrong import', instead: 'by-hand' });
    await plane.provision();
    expect(disabled(plane)).toBe(3);
    const { workers } = await plane.tell('find', { worker: plane.hold.workerKey });
    expect(workers[0]?.targets[0]).toMatchObject({
      state: 'held',
      because: expect.stringContaining(`Rejected by ${OPERATOR}`),
    });
  });

  it('are decided by one of two who decide at once, and the other is told by whom', async () => {
    const plane = await crowd();
    const answers = await Promise.all([
      plane.ask('hold approve', { hold: plane.hold.id, reason: 'yes' }, 'arn:one'),
      plane.ask('hold reject', { hold: plane.hold.id, reason: 'no', instead: 'by-hand' }, 'arn:two'),
    ]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    const stored = await plane.deps.ledger.holds.get(plane.hold.id);
    expect(answers.find(({ kind }) => kind === 'refused')).toMatchObject({
      error: 'conflict',
      because: expect.stringContaining(stored!.decision!.actor),
    });
  });

  it('may be decided again by the same person in the same way, which only reminds once more', async () => {
    const plane = await crowd();
    for (const reason of ['yes', 'yes'])
      expect(await plane.ask('hold approve', { hold: plane.hold.id, reason })).toMatchObject({ kind: 'done' });
    expect(plane.queue.messages).toHaveLength(2);
    expect(plane.observe.counts['HoldDecided']).toBe(1);
  });

  it('need a reason, and exist', async () => {
    const plane = await controlPlane();
    expect(await plane.ask('hold approve', { hold: 'hold_1' })).toMatchObject({
      error: 'invalid-input',
      fields: [{ field: 'reason' }],
    });
    for (const command of ['hold show', 'hold approve', 'hold reject'])
      expect(
        await plane.ask(command, { hold: 'hold_1', ...(command !== 'hold show' && { reason: 'r' }) }),
      ).toMatchObject({ error: 'not-found' });
  });
});
