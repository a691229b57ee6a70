import { describe, expect, it } from 'vitest';

import { RetryableError } from '../../../../../shared/domain/failure.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type ControlPlane, controlPlane, OPERATOR } from '../control-plane.ts';

const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ada });
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } });
const left = lifecycleEvent(3, 'left', { date: '2026-03-01' });
const bob = lifecycleEvent(4, 'joined', { sourceKey: 'hr:2', attributes: { ...ada, workEmail: 'bob@example.com' } });

async function employed() {
  const plane = await controlPlane();
  await plane.acme.deliver(joined);
  plane.acme.atlan.accept('ada@example.com');
  return { ...plane, account: plane.acme.atlan.accounts()[0]! };
}

const accountOf = ({ acme }: ControlPlane, email: string) =>
  acme.atlan.accounts().find((account) => account.email === email);

const ring = ({ acme }: ControlPlane) => acme.notices.filter(({ name }) => name === 'change-paused').length;

const waitFiveMinutes = async ({ acme }: ControlPlane) => {
  acme.clock.advance(5 * 60_000);
  await acme.tick();
};

describe('while removals are paused', () => {
  it('a leaver keeps their access, with an alarm at every look, until it is resumed', async () => {
    const plane = await employed();
    await plane.tell('pause', { what: 'removals', reason: 'a wrong export' });
    await plane.acme.deliver(left);
    expect(accountOf(plane, 'ada@example.com')).toMatchObject({ state: 'active', role: '$member' });
    expect(await plane.acme.groupsOf(plane.account.id)).toEqual(['all_staff', 'data_eng']);
    await waitFiveMinutes(plane);
    expect(ring(plane)).toBe(2);
    expect(await plane.deps.ledger.limits.count('atlan-prod', 'leavers', 0)).toBe(0);
    await plane.tell('resume', { what: 'removals', reason: 'corrected' });
    await waitFiveMinutes(plane);
    expect(accountOf(plane, 'ada@example.com')).toMatchObject({ state: 'disabled' });
  });

  it('a mover is given what is new and keeps what is old, and joiners come in', async () => {
    const plane = await employed();
    await plane.tell('pause', { what: 'removals', reason: 'r' });
    await plane.acme.deliver(moved, bob);
    expect(await plane.acme.groupsOf(plane.account.id)).toEqual(['all_staff', 'data_eng']);
    expect(accountOf(plane, 'bob@example.com')).toMatchObject({ state: 'invited' });
    const { workers } = await plane.tell('find', { source: 'hr:1' });
    expect(workers[0]?.targets).toMatchObject([{ state: 'waiting', because: 'Removing access is switched off' }]);
  });

  it('no worker comes back with more access than they should have', async () => {
    const plane = await employed();
    await plane.acme.deliver(left);
    plane.acme.atlan.put({ ...accountOf(plane, 'ada@example.com')!, role: '$admin' });
    await plane.tell('pause', { what: 'removals', reason: 'r' });
    await plane.acme.deliver(lifecycleEvent(6, 'rehired', { date: '2026-03-02', attributes: ada }));
    expect(accountOf(plane, 'ada@example.com')).toMatchObject({ state: 'disabled', role: '$admin' });
  });
});

describe.each([{ what: 'writes' }, { what: 'target', target: 'atlan-prod' }])('while $what is paused', (input) => {
  it('no account is written, HR events are accepted, and the change is made once it is resumed', async () => {
    const plane = await employed();
    await plane.tell('pause', { ...input, reason: 'an incident' });
    await plane.acme.deliver(left, bob);
    expect(accountOf(plane, 'ada@example.com')).toMatchObject({ state: 'active' });
    expect(accountOf(plane, 'bob@example.com')).toBeUndefined();
    expect(ring(plane)).toBe(2);
    await plane.tell('resume', { ...input, reason: 'it is over' });
    await waitFiveMinutes(plane);
    expect(accountOf(plane, 'ada@example.com')).toMatchObject({ state: 'disabled' });
    expect(accountOf(plane, 'bob@example.com')).toMatchObject({ state: 'invited' });
  });
});

it('no group is created while a target is paused', async () => {
  const plane = await controlPlane();
  await plane.tell('pause', { what: 'target', target: 'atlan-prod', reason: 'maintenance' });
  await plane.acme.deliver(joined);
  const call = { deadline: Number.MAX_SAFE_INTEGER };
  expect(await plane.acme.atlan.listGroups(call)).toEqual({ kind: 'done', value: [] });
});

describe('the intake', () => {
  it('is AWS’s switch, with who and why beside it', async () => {
    const plane = await controlPlane();
    await plane.tell('pause', { what: 'intake', reason: 'a wrong version' });
    expect(await plane.intake.state()).toBe('paused');
    expect(await plane.tell('status')).toMatchObject({
      intake: 'paused',
      paused: [{ what: 'intake', actor: OPERATOR, reason: 'a wrong version' }],
    });
    await plane.tell('resume', { what: 'intake', reason: 'corrected' });
    expect(await plane.intake.state()).toBe('running');
    expect(await plane.tell('status')).toMatchObject({ intake: 'running', paused: [] });
  });

  it('is set again by an operator who repeats it, also when only AWS was not reached', async () => {
    const plane = await controlPlane();
    const working = { ...plane.intake };
    plane.intake.turn = () => Promise.reject(new RetryableError('Lambda did not turn it'));
    await expect(plane.ask('pause', { what: 'intake', reason: 'r' })).rejects.toThrow(RetryableError);
    plane.intake.turn = (to) => working.turn(to);
    await plane.tell('pause', { what: 'intake', reason: 'again' });
    expect(await plane.intake.state()).toBe('paused');
    expect((await plane.tell('status')).paused).toMatchObject([{ reason: 'r' }]);
  });

  it('does not stop an operator from ending a worker’s access', async () => {
    const plane = await employed();
    await plane.tell('pause', { what: 'intake', reason: 'r' });
    await plane.tell('disable', { source: 'hr:1', reason: 'r' });
    expect(accountOf(plane, 'ada@example.com')).toMatchObject({ state: 'disabled' });
  });
});

describe('pause and resume', () => {
  it('say who turned the switch, and status shows it', async () => {
    const plane = await controlPlane();
    const paused = { what: 'removals', actor: OPERATOR, reason: 'first', since: '2026-03-02T09:00:00.000Z' };
    expect(await plane.tell('pause', { what: 'removals', reason: 'first' })).toEqual({ ...paused, paused: true });
    plane.acme.clock.advance(1_000);
    expect(await plane.tell('pause', { what: 'removals', reason: 'second' })).toEqual({ ...paused, paused: true });
    expect(await plane.tell('status')).toMatchObject({ writesOff: false, paused: [paused] });
    expect(await plane.tell('resume', { what: 'removals', reason: 'over' })).toMatchObject({ paused: false });
    expect(await plane.tell('status')).toMatchObject({ paused: [], headline: expect.stringMatching(/^Healthy/) });
    expect(plane.observe.counts['SwitchTurned']).toBe(2);
  });

  it('put what stops all targets before what stops one target', async () => {
    const plane = await controlPlane();
    await plane.tell('pause', { what: 'target', target: 'atlan-prod', reason: 'r' });
    await plane.tell('pause', { what: 'removals', reason: 'r' });
    await plane.tell('pause', { what: 'writes', reason: 'r' });
    const { troubles } = await plane.tell('status');
    expect(troubles.map(({ what }) => what.slice(0, 13))).toEqual(['All writes to', 'Removing acce', 'Writes to atl']);
  });

  it.each([
    [{ what: 'everything', reason: 'r' }, 'what must be removals, target, writes or intake'],
    [{ what: 'target', reason: 'r' }, 'target is needed with what = target, and only there'],
    [{ what: 'writes', target: 'atlan-prod', reason: 'r' }, 'target is needed with what = target, and only there'],
    [{ what: 'writes' }, 'reason must be text'],
  ])('refuse %o in one sentence', async (input, because) => {
    const { ask } = await controlPlane();
    expect(await ask('pause', input)).toMatchObject({ error: 'invalid-input', because });
    expect(await ask('resume', input)).toMatchObject({ error: 'invalid-input', because });
  });

  it('know the targets of the configuration', async () => {
    const { ask } = await controlPlane();
    expect(await ask('pause', { what: 'target', target: 'elsewhere', reason: 'r' })).toMatchObject({
      error: 'not-found',
    });
  });
});
