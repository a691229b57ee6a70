import { describe, expect, it } from 'vitest';

import { lifecycleEvent } from '../../../support/events.ts';
import { type ControlPlane, controlPlane } from './control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data', displayName: 'Ada Byron' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });

async function withUnmanagedLeaver(plane: ControlPlane) {
  plane.acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
  await plane.acme.deliver(
    lifecycleEvent(1, 'joined', { attributes: ada, date: '2026-02-01' }),
    lifecycleEvent(2, 'left'),
  );
}

const closeGate = ({ acme }: ControlPlane) =>
  acme.deps.ledger.gates.close({
    target: 'atlan-prod',
    cause: 'credentials',
    because: 'The token was refused',
    closedAt: acme.clock.now(),
    closedUntil: acme.clock.now() + 60_000,
  });

const park = ({ acme }: ControlPlane) =>
  acme.deps.ledger.deadLetters.put({
    id: 'm1',
    group: 'hr:1',
    because: 'message.kind must be event or reconcile',
    parkedAt: acme.clock.now(),
  });

const quarantine = ({ acme }: ControlPlane) =>
  acme.deps.ledger.quarantine.put({
    id: 'q1',
    connection: 'hr',
    because: 'event 0 has no date',
    body: Buffer.from('{"name":"Ada Byron"}'),
    headers: { 'webhook-id': 'msg_1' },
    receivedAt: acme.clock.now(),
    expiresAt: acme.clock.now() + 86_400_000,
  });

const CASES: readonly (readonly [string, (plane: ControlPlane) => Promise<unknown>, RegExp])[] = [
  ['a healthy company', ({ acme }) => acme.deliver(joined), /^Healthy/],
  [
    'a closed gate',
    closeGate,
    /^atlan-prod is closed until .*The token was refused since 2026-03-02T09:00.*wait there.*Next: /,
  ],
  [
    'an unmanaged leaver',
    withUnmanagedLeaver,
    /^A leaver has an account that is not ours .* since 2026-.*still sign in.*Next: hold show hold_/,
  ],
  ['a parked message', park, /^A message was parked since 2026-.*Next: dlq list/],
  ['a delivery in quarantine', quarantine, /^A delivery was not understood since 2026-/],
  [
    'writes that are off',
    ({ tell }) => tell('pause', { what: 'writes', reason: 'an incident' }),
    /^All writes to all targets are switched off by arn.*operator \(an incident\) since 2026-03-02.*Next: resume writes --reason …$/,
  ],
  [
    'removals that are off',
    ({ tell }) => tell('pause', { what: 'removals', reason: 'a wrong export' }),
    /^Taking access away is switched off by .* since 2026-.*Leavers can still sign in.*resume removals --reason …$/,
  ],
  [
    'a target that is off',
    ({ tell }) => tell('pause', { what: 'target', target: 'atlan-prod', reason: 'maintenance' }),
    /^Writes to atlan-prod are switched off by .* since 2026-.*resume target --target atlan-prod --reason …$/,
  ],
  [
    'a worker nobody looks at',
    async ({ acme }) => {
      await acme.deliver(joined);
      acme.clock.advance(86_400_000);
    },
    /^A worker is overdue since 2026-03-02.*Next: explain --worker /,
  ],
];

describe('status', () => {
  it.each(CASES)('opens for %s with one sentence', async (_name, given, headline) => {
    const plane = await controlPlane({ target: { adopt: 'never' } });
    await given(plane);
    expect((await plane.tell('status')).headline).toMatch(headline);
  });

  it('puts who can still sign in before a target that is closed, and that before what was parked', async () => {
    const plane = await controlPlane({ target: { adopt: 'never' } });
    await park(plane);
    await withUnmanagedLeaver(plane);
    await closeGate(plane);
    const { troubles, holds, targets, deadLetters } = await plane.tell('status');
    expect(troubles.map(({ what }) => what.slice(0, 10))).toEqual(['A leaver h', 'atlan-prod', 'A message ']);
    expect(holds).toEqual({ open: 1, byKind: { 'unmanaged-leaver': 1 } });
    expect(targets).toMatchObject([{ target: 'atlan-prod', mode: 'enforce', gate: { cause: 'credentials' } }]);
    expect(deadLetters).toBe(1);
  });

  it('counts leavers whose access is not over', async () => {
    const plane = await controlPlane({ target: { adopt: 'never' } });
    await withUnmanagedLeaver(plane);
    plane.acme.clock.advance(3_600_000);
    expect((await plane.tell('status')).workers).toMatchObject({ due: 1, leaversNotEnded: 1 });
  });

  it('names nobody, whatever is wrong; nor does what was parked', async () => {
    const plane = await controlPlane({ target: { adopt: 'never' } });
    await Promise.all([park(plane), quarantine(plane), withUnmanagedLeaver(plane)]);
    const text = JSON.stringify([
      await plane.tell('status'),
      await plane.tell('dlq list'),
      await plane.tell('hold list'),
    ]);
    expect(text).not.toMatch(/ada@|example\.com|Byron|"Data"/i);
  });
});

describe('dlq list', () => {
  it('gives the reason, the group and the time of each, the newest first', async () => {
    const plane = await controlPlane();
    await park(plane);
    plane.acme.clock.advance(1_000);
    await plane.acme.deps.ledger.deadLetters.put({
      id: 'm2',
      group: 'g',
      because: 'b',
      parkedAt: plane.acme.clock.now(),
    });
    expect(await plane.tell('dlq list')).toEqual({
      deadLetters: [
        { id: 'm2', group: 'g', because: 'b', parkedAt: '2026-03-02T09:00:01.000Z' },
        {
          id: 'm1',
          group: 'hr:1',
          because: 'message.kind must be event or reconcile',
          parkedAt: '2026-03-02T09:00:00.000Z',
        },
      ],
      more: false,
    });
  });
});
