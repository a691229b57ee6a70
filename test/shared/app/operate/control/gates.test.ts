import { describe, expect, it } from 'vitest';
import { closedUntil, closeGate } from '../../../../../shared/app/quota/gate.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { controlPlane, OPERATOR } from '../control-plane.ts';

const TARGET = 'atlan-prod';
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Sales' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const sam = { [OPERATOR]: { name: 'Sam' } };
const open = { target: TARGET, reason: 'the other integration was stopped' };

/** A control plane whose target has just refused somebody, and named a wait. */
async function refused(waitMs = 0) {
  const plane = await controlPlane({ operators: sam });
  const { acme } = plane;
  const retryAt = acme.clock.now() + waitMs;
  await closeGate(TARGET, { kind: 'wait', cause: 'rate-limited', because: 'Too many requests', retryAt }, acme.deps);
  return plane;
}

const CLOSED = {
  cause: 'rate-limited',
  because: 'Too many requests',
  since: '2026-03-02T09:00:00.000Z',
  until: '2026-03-02T09:05:00.000Z',
};

describe('gate list', () => {
  it('names every target, with an open gate', async () => {
    const { tell } = await controlPlane();
    expect(await tell('gate list')).toEqual({ gates: [{ target: TARGET, state: 'open' }] });
  });

  it('says since when a gate is closed, why, and when the next request is let through', async () => {
    const { tell } = await refused(86_400_000);
    expect(await tell('gate list')).toEqual({ gates: [{ target: TARGET, state: 'closed', closed: CLOSED }] });
  });

  it('never names a time more than five minutes ahead, whatever the ledger holds', async () => {
    const { tell, acme } = await controlPlane();
    const now = acme.clock.now();
    const gate = { target: TARGET, cause: 'down', because: 'old', closedAt: now - 1 } as const;
    await acme.deps.ledger.gates.close({ ...gate, closedUntil: now + 86_400_000 });
    expect(await tell('gate list')).toMatchObject({ gates: [{ closed: { until: CLOSED.until } }] });
    expect(await tell('status')).toMatchObject({ targets: [{ gate: { closedUntil: CLOSED.until } }] });
  });

  it('says when a request was let through last, and that the gate is closed since the first refusal', async () => {
    const plane = await refused();
    plane.acme.clock.advance(60_000);
    await closedUntil(TARGET, plane.acme.deps);
    expect(await plane.tell('gate list')).toMatchObject({
      gates: [
        { closed: { since: CLOSED.since, triedAt: '2026-03-02T09:01:00.000Z', until: '2026-03-02T09:01:30.000Z' } },
      ],
    });
  });
});

describe('gate open', () => {
  it('opens a gate for all workers, and records the operator and the reason', async () => {
    const plane = await refused(86_400_000);
    const opened = { actor: 'Sam', reason: open.reason, at: CLOSED.since };
    expect(await plane.tell('gate open', open)).toEqual({
      gate: { target: TARGET, state: 'open', opened },
      was: { target: TARGET, state: 'closed', closed: CLOSED },
    });
    expect(await plane.tell('gate list')).toEqual({ gates: [{ target: TARGET, state: 'open', opened }] });
    expect(plane.observe.counts['GateOpened']).toBe(1);
    await plane.acme.deliver(joined);
    expect(plane.acme.atlan.accounts()).toHaveLength(1);
  });

  it('leaves those who wait their time, five minutes at most', async () => {
    const plane = await refused(86_400_000);
    await plane.acme.deliver(joined);
    await plane.tell('gate open', open);
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts()).toEqual([]);
    plane.acme.clock.advance(300_000);
    await plane.acme.tick();
    expect(plane.acme.atlan.accounts()).toHaveLength(1);
  });

  it('changes nothing where the gate is open', async () => {
    const plane = await controlPlane();
    expect(await plane.tell('gate open', open)).toEqual({ gate: { target: TARGET, state: 'open' } });
    expect(plane.observe.counts['GateOpened']).toBeUndefined();
    expect(await plane.tell('gate list')).toEqual({ gates: [{ target: TARGET, state: 'open' }] });
  });

  it('names the targets there are where it is asked about another', async () => {
    const { ask } = await controlPlane();
    expect(await ask('gate open', { ...open, target: 'atlan-test' })).toEqual({
      kind: 'refused',
      error: 'not-found',
      because: 'The configuration has no such target; it has atlan-prod',
      fields: [{ field: 'target', problem: 'The configuration has no such target; it has atlan-prod' }],
    });
  });

  it('logs neither who opened it nor why', async () => {
    const plane = await refused();
    await plane.tell('gate open', { ...open, reason: 'Ada asked for it' });
    expect(plane.observe.lines).toContainEqual(expect.objectContaining({ event: 'gate-opened' }));
    expect(JSON.stringify(plane.observe.lines)).not.toMatch(/ada|sam/i);
  });

  it.each([
    [{ target: TARGET }, 'reason must be text'],
    [{ reason: 'r' }, 'target must be text'],
  ])('is refused in one sentence when it is %o', async (input, because) => {
    const { ask } = await controlPlane();
    expect(await ask('gate open', input)).toMatchObject({ error: 'invalid-input', because });
  });
});
