import { describe, expect, it } from 'vitest';

import { type Company, company, withTargets } from '../../../support/company.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const TARGET = 'atlan-prod';
const ada = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const mistyped = lifecycleEvent(1, 'joined', { attributes: { ...ada, workEmail: 'adda@example.com' } });
const corrected = lifecycleEvent(2, 'joined', { phase: 'corrected', attributes: ada });
const moved = lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: ada });

const accountOf = (acme: Company, email: string) => acme.atlan.accounts().find((one) => one.email === email);
const recordOf = async (acme: Company) => {
  const key = await acme.deps.ledger.links.workerOf('hr:1');
  return (await acme.deps.ledger.workers.load(key ?? ''))!.targets[TARGET]!;
};
const groupsAt = async (acme: Company, email: string) => acme.groupsOf(accountOf(acme, email)!.id);

describe('a joiner who was invited at a wrong address', () => {
  it.each([
    ['HR corrects it', corrected],
    ['HR says it with a move', moved],
  ])('is invited at the right one when %s, and the wrong invitee loses role and groups', async (_how, word) => {
    const acme = await company();
    await acme.deliver(mistyped);
    await acme.deliver(word);
    expect(accountOf(acme, 'adda@example.com')).toMatchObject({ state: 'invited', role: '$guest' });
    expect(await groupsAt(acme, 'adda@example.com')).toEqual([]);
    expect(accountOf(acme, 'ada@example.com')).toMatchObject({ state: 'invited', role: '$member' });
    expect(await groupsAt(acme, 'ada@example.com')).toEqual(['all_staff', 'data_eng']);
    expect(await recordOf(acme)).toMatchObject({ state: 'waiting', pendingDisable: true });
    const { pending } = await acme.deps.ledger.pendingDisables.list(TARGET);
    expect(pending.map(({ accountId }) => accountId)).toEqual([accountOf(acme, 'adda@example.com')!.id]);
  });

  it('is invited; an account that accepts the other invitation is disabled as soon as it is seen', async () => {
    const acme = await company();
    await acme.deliver(mistyped);
    await acme.deliver(corrected);
    acme.atlan.accept('adda@example.com');
    acme.atlan.accept('ada@example.com');
    await acme.tick();
    expect(accountOf(acme, 'adda@example.com')).toMatchObject({ state: 'disabled' });
    expect(accountOf(acme, 'ada@example.com')).toMatchObject({ state: 'active', role: '$member' });
    expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
    expect((await acme.deps.ledger.pendingDisables.list(TARGET)).pending).toEqual([]);
  });

  it('is disabled also when it was accepted while nothing could be written', async () => {
    let isDown = true;
    const between = withTargets((target) => ({
      setRole: async (...asked) =>
        isDown ? { kind: 'wait', cause: 'down', because: 'down' } : target.setRole(...asked),
    }));
    const acme = await company({ between });
    await acme.deliver(mistyped);
    await acme.deliver(corrected);
    expect(accountOf(acme, 'adda@example.com')).toMatchObject({ state: 'invited', role: '$member' });
    isDown = false;
    acme.atlan.accept('adda@example.com');
    acme.clock.advance(3_600_000);
    await acme.tick();
    expect(accountOf(acme, 'adda@example.com')).toMatchObject({ state: 'disabled' });
  });

  it('has both accounts ended when they leave', async () => {
    const acme = await company();
    await acme.deliver(mistyped);
    await acme.deliver(corrected);
    acme.atlan.accept('ada@example.com');
    await acme.deliver(lifecycleEvent(5, 'left', { date: '2026-03-01' }));
    acme.atlan.accept('adda@example.com');
    await acme.tick();
    expect(acme.atlan.accounts().map(({ state }) => state)).toEqual(['disabled', 'disabled']);
  });

  it('keeps the account when HR comes back to its address', async () => {
    const acme = await company();
    await acme.deliver(mistyped);
    await acme.deliver(corrected);
    await acme.deliver(
      lifecycleEvent(3, 'moved', { date: '2026-03-02', attributes: { workEmail: 'adda@example.com' } }),
    );
    expect(accountOf(acme, 'adda@example.com')).toMatchObject({ state: 'invited', role: '$member' });
    expect(accountOf(acme, 'ada@example.com')).toMatchObject({ state: 'invited', role: '$guest' });
  });
});

it('who has accepted already keeps the account when HR states a new address', async () => {
  const acme = await company();
  await acme.deliver(mistyped);
  acme.atlan.accept('adda@example.com');
  await acme.tick();
  await acme.deliver(moved);
  expect(acme.atlan.accounts()).toMatchObject([{ email: 'adda@example.com', state: 'active', role: '$member' }]);
  expect(await recordOf(acme)).toMatchObject({ state: 'converged' });
});
