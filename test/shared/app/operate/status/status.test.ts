import { describe, expect, it } from 'vitest';

import { EXIT } from '../../../../../cli/exit-code.ts';
import { beginToListen, heardNoter } from '../../../../../shared/app/heard/last-heard.ts';
import { newSweep, saveProgress } from '../../../../../shared/app/poll/sweep/sweep-state.ts';
import { deadLetterUntil } from '../../../../../shared/contracts/kept-until.ts';
import { RetryableError } from '../../../../../shared/domain/failure.ts';
import type { HoldKind } from '../../../../../shared/ports/ledger/people/holds.ts';
import { commandLineRun } from '../../../../support/command-line.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { RETENTION } from '../../../../support/retention.ts';
import { signedApi } from '../../../../support/signed-api.ts';
import { type ControlPlane, controlPlane } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data', displayName: 'Ada Byron' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });

async function withUnmanagedLeaver(plane: ControlPlane) {
  plane.acme.atlan.put({ id: 'u1', email: 'ada@example.com', state: 'active', enabled: true, role: '$member' });
  await plane.acme.deliver(
    lifecycleEvent(1, 'joined', { attributes: ada, date: '2026-02-01' }),
    lifecycleEvent(2, 'left'),
  );
}

const closeGate =
  (cause: 'credentials' | 'down' | 'rate-limited', because: string) =>
  ({ acme }: ControlPlane) =>
    acme.deps.ledger.gates.close({
      target: 'atlan-prod',
      cause,
      because,
      closedAt: acme.clock.now(),
      closedUntil: acme.clock.now() + 60_000,
    });
const refused = closeGate('credentials', 'The token was refused');

const hold =
  (kind: HoldKind, more: { readonly ending?: boolean } = {}) =>
  ({ acme }: ControlPlane) =>
    acme.deps.ledger.holds.open({
      id: `hold_${kind}`,
      workerKey: 'wrk_1',
      target: 'atlan-prod',
      kind,
      because: 'b',
      planDigest: 'd',
      since: acme.clock.now(),
      ...more,
    });

async function withStaleSweep({ acme }: ControlPlane, step: 'listing' | 'finished') {
  const state = { ...newSweep('1', acme.clock.now(), true), step };
  await saveProgress('atlan-prod', { state, version: 0 }, acme.deps.ledger);
  acme.clock.advance(16 * 60_000);
}

/** The connection `hr` delivered, or was only looked for, and then nothing came for longer than a fortnight. */
const silent =
  (hasSent: boolean) =>
  async ({ acme }: ControlPlane) => {
    const { checkpoints } = acme.deps.ledger;
    if (hasSent) await heardNoter(checkpoints, acme.clock)('hr');
    else await beginToListen(checkpoints, 'hr', acme.clock.now());
    acme.clock.advance(14 * 24 * 60 * 60_000 + 1);
  };

const park = ({ acme }: ControlPlane) =>
  acme.deps.ledger.deadLetters.put(
    {
      id: 'm1',
      group: 'hr:1',
      because: 'message.kind must be event or reconcile',
      parkedAt: acme.clock.now(),
    },
    deadLetterUntil(acme.clock.now(), RETENTION),
  );

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

const AT = String.raw`2026-03-\d\dT[\d:.]+Z`;
const opening = (text: string) => new RegExp(`^${text.replaceAll('AT', AT)}$`);
const pausing = (input: object) => (plane: ControlPlane) => plane.tell('pause', { reason: 'r', ...input });

/** Each trouble alone, with the whole sentence that status opens with. */
const TROUBLES: readonly (readonly [string, (plane: ControlPlane) => Promise<unknown>, RegExp])[] = [
  [
    'a last administrator who leaves',
    hold('last-administrator', { ending: true }),
    opening(
      String.raw`The last administrator of a target leaves \(.*\) since AT\. They can still sign in, as administrator, .* Next: hold show hold_last-administrator`,
    ),
  ],
  [
    'an unmanaged leaver',
    withUnmanagedLeaver,
    opening(
      String.raw`A leaver has an account that this system does not manage \(atlan-prod, worker .*\) since AT\. They can still sign in\. Next: hold show hold_\w+`,
    ),
  ],
  [
    'a leaver who cannot be disabled',
    hold('hand-off'),
    opening(
      String.raw`This system cannot disable a leaver \(.*\) since AT\. They can still sign in\. Next: hold show hold_hand-off`,
    ),
  ],
  [
    'too many leavers at once',
    hold('leaver-limit'),
    opening(
      String.raw`Leavers wait for an operator because too many leave at once \(.*\) since AT\. They can still sign in\. Next: hold show hold_leaver-limit`,
    ),
  ],
  [
    'a leaver nobody looks at',
    async ({ acme }) => {
      await acme.deliver(joined);
      acme.atlan.accept('ada@example.com');
      await acme.deps.ledger.gates.close({
        target: 'atlan-prod',
        cause: 'down',
        because: 'no answer',
        closedAt: acme.clock.now(),
        closedUntil: acme.clock.now() + 60_000,
      });
      await acme.deliver(lifecycleEvent(2, 'left'));
      await acme.deps.ledger.gates.open('atlan-prod');
      acme.clock.advance(3_600_000);
    },
    opening(String.raw`A leaver is overdue since AT\. They may still sign in\. Next: explain --worker \S+`),
  ],
  [
    'the intake that is off',
    pausing({ what: 'intake' }),
    opening(
      String.raw`Queue processing is switched off by arn.*operator \(r\) since AT\. Joiners, movers and leavers all wait; HR events are still accepted and kept\. Next: resume intake --reason …`,
    ),
  ],
  [
    'an intake that somebody else switched off',
    ({ intake }) => intake.turn('paused'),
    opening(
      String.raw`Queue processing is switched off in AWS, and no operator recorded a reason here\. .*\. Next: resume intake --reason …`,
    ),
  ],
  [
    'an intake that was to be off and is not',
    async (plane) => {
      await plane.tell('pause', { what: 'intake', reason: 'r' });
      await plane.intake.turn('running');
    },
    opening(
      String.raw`Queue processing should be off, but AWS says that it is on\. .*\. Next: pause intake --reason …`,
    ),
  ],
  [
    'writes that are off',
    pausing({ what: 'writes' }),
    opening(
      String.raw`All writes to all targets are switched off by arn.*operator \(r\) since AT\. Joiners, movers and leavers all wait\. Next: resume writes --reason …`,
    ),
  ],
  [
    'removals that are off',
    pausing({ what: 'removals' }),
    opening(
      String.raw`Removing access is switched off by .* since AT\. Leavers can still sign in.*\. Next: resume removals --reason …`,
    ),
  ],
  [
    'a target that is off',
    pausing({ what: 'target', target: 'atlan-prod' }),
    opening(
      String.raw`Writes to atlan-prod are switched off by .* since AT\. .*wait there\. Next: resume target atlan-prod --reason …`,
    ),
  ],
  [
    'credentials that are refused',
    refused,
    opening(
      String.raw`The gate of atlan-prod is closed since AT, at least until AT: The token was refused\. .* wait there until its secret holds a valid token\. Next: gate list`,
    ),
  ],
  [
    'a target that is down',
    closeGate('down', 'It does not answer'),
    opening(
      String.raw`The gate of atlan-prod is closed since AT, at least until AT: It does not answer\. .* wait there\. Next: gate list`,
    ),
  ],
  [
    'a target that was asked too often',
    closeGate('rate-limited', 'Too many requests'),
    opening(
      String.raw`The gate of atlan-prod is closed since AT, at least until AT: Too many requests\. .* wait there\. Next: gate list`,
    ),
  ],
  [
    'a sweep that does not end',
    (plane) => withStaleSweep(plane, 'listing'),
    opening(String.raw`A sweep of atlan-prod does not finish since AT\. Changes made there, .*\. Next: status`),
  ],
  [
    'an HR system that sends nothing any more',
    silent(true),
    opening(String.raw`The connection hr has sent nothing since AT\. Leavers whom HR has entered .*\. Next: status`),
  ],
  [
    'an HR system that never sent anything',
    silent(false),
    opening(String.raw`The connection hr has never sent anything, and has been awaited since AT\. .*\. Next: status`),
  ],
  [
    'a target that is not swept any more',
    (plane) => withStaleSweep(plane, 'finished'),
    opening(String.raw`No new sweep of atlan-prod has begun since AT\. Changes made there, .*\. Next: status`),
  ],
  ...(
    [
      'last-administrator',
      'protected',
      'conflict',
      'assets',
      'administrator',
      'removal-limit',
      'elevation-limit',
      'grant-limit',
    ] as const
  ).map(
    (kind) =>
      [
        `a hold of the kind ${kind}`,
        hold(kind),
        opening(String.raw`.* \(atlan-prod, worker wrk_1\) since AT\. .*\. Next: hold show hold_${kind}`),
      ] as const,
  ),
  [
    'a worker nobody looks at',
    async ({ acme }) => {
      await acme.deliver(joined);
      acme.clock.advance(86_400_000);
    },
    opening(String.raw`A worker is overdue since AT\. Their access is not updated\. Next: explain --worker \S+`),
  ],
  ['a parked message', park, opening(String.raw`A message was parked since AT\. .*\. Next: dlq list`)],
  [
    'a delivery in quarantine',
    quarantine,
    opening(String.raw`A delivery was not understood since AT\. .*\. Next: quarantine list`),
  ],
];

describe('status', () => {
  it('says that all is well where it is', async () => {
    const plane = await controlPlane();
    await plane.acme.deliver(joined);
    expect(await plane.tell('status')).toMatchObject({
      headline: expect.stringMatching(/^Healthy/),
      troubles: [],
      intake: 'running',
    });
  });

  it.each(TROUBLES)('opens for %s with one sentence and the next command', async (_name, given, headline) => {
    const plane = await controlPlane({ target: { adopt: 'never' } });
    await given(plane);
    const status = await plane.tell('status');
    expect(status.headline).toMatch(headline);
    expect(status.headline.match(/\bsince\b/g)?.length ?? 0).toBeLessThanOrEqual(1);

    const [worst] = status.troubles;
    await using api = await signedApi(() => ({ status: 404, body: { error: 'not-found', because: 'nobody' } }));
    const typed = await commandLineRun([...(worst?.next ?? '').split(' '), '--endpoint', api.url]);
    expect([typed.exit, api.received.length]).toEqual([EXIT.notFound, 1]);
  });

  it('does not fail because AWS does not say how the intake stands', async () => {
    const plane = await controlPlane();
    plane.intake.state = () => Promise.reject(new RetryableError('Lambda did not say'));
    expect(await plane.tell('status')).toMatchObject({ intake: 'unknown', troubles: [] });
  });

  it('puts who can still sign in before a target that is closed, and that before what was parked', async () => {
    const plane = await controlPlane({ target: { adopt: 'never' } });
    await park(plane);
    await withUnmanagedLeaver(plane);
    await refused(plane);
    const { troubles, holds, targets, deadLetters } = await plane.tell('status');
    expect(troubles.map(({ what }) => what.slice(0, 10))).toEqual(['A leaver h', 'The gate o', 'A message ']);
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

  it('shows a value that no rule names, from the first worker who has it, for a fortnight', async () => {
    const plane = await controlPlane();
    const attributes = { workEmail: 'ida@example.com', workerType: 'employee', department: 'Datta' };
    await plane.acme.deliver(lifecycleEvent(50, 'joined', { sourceKey: 'hr:50', attributes }));
    const { findings, troubles } = await plane.tell('status');
    expect(findings).toEqual([expect.stringMatching(/^HR sends the department "datta", first at .* no rule names it/)]);
    expect(troubles).toEqual([]);
    plane.acme.clock.advance(15 * 24 * 3_600_000);
    expect((await plane.tell('status')).findings).toEqual([]);
  });

  it('names no person, whatever is wrong; nor do parked messages', async () => {
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
