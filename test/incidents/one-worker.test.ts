import { describe, expect, it } from 'vitest';

import { recordWrites } from '../simulation/what-happened.ts';
import { company, withTargets } from '../support/company.ts';
import { accountOf, days, emailOf, employ, hr, statesOf } from './staff.ts';

describe('one worker with a difficulty', () => {
  // exercises: accounts are found by their id, and an address is an attribute of the worker
  it('stops no other worker when an address is renamed', async () => {
    const acme = await employ(await company(), 1);
    const changed = { workEmail: 'renamed@example.com' };
    await acme.deliver(hr(1, 'identity_changed', { date: '2026-03-02', attributes: changed }), hr(2, 'joined'));
    await days(acme, 3);
    expect(statesOf(acme)).toEqual([
      [emailOf(1), 'active'],
      [emailOf(2), 'invited'],
    ]);
    await acme.deliver(hr(1, 'left', { date: '2026-03-03' }));
    expect(accountOf(acme, 1)?.state).toBe('disabled');
    expect(acme.deadLetters).toEqual([]);
  });

  // exercises: a worker without an address waits alone
  it('stops no other worker when an address is missing', async () => {
    const acme = await company();
    const nameless = { workerType: 'employee', department: 'Data' };
    await acme.deliver(hr(1, 'joined', { attributes: nameless }), hr(2, 'joined'));
    expect(statesOf(acme)).toEqual([[emailOf(2), 'invited']]);
    await acme.deliver(hr(1, 'identity_changed', { date: '2026-03-02', attributes: { workEmail: emailOf(1) } }));
    await acme.tick();
    expect(accountOf(acme, 1)?.state).toBe('invited');
    expect(acme.deadLetters).toEqual([]);
  });

  // exercises: each worker of a batch has an outcome of their own
  it('stops no other worker when the target answers a conflict', async () => {
    let refused = 0;
    const acme = await company({
      between: withTargets((target) => ({
        invite: async (invitations, call) => {
          const answers = new Map(
            await target.invite(
              invitations.filter(({ email }) => email !== emailOf(1)),
              call,
            ),
          );
          if (!invitations.some(({ email }) => email === emailOf(1))) return answers;
          refused++;
          return answers.set(emailOf(1), { kind: 'refused', reason: 'conflict', because: 'There is one already' });
        },
      })),
    });
    await acme.deliver(hr(1, 'joined'), hr(2, 'joined'), hr(3, 'joined'));
    await days(acme, 2);
    expect(refused).toBeGreaterThan(0);
    expect(statesOf(acme)).toEqual([
      [emailOf(2), 'invited'],
      [emailOf(3), 'invited'],
    ]);
    expect(acme.deadLetters).toEqual([]);
  });

  // exercises: an account that was accepted stays the worker's under every later name
  it('keeps their account, with its id, when they are renamed', async () => {
    const acme = await employ(await company(), 1);
    const { id } = accountOf(acme, 1) ?? {};
    const writes = recordWrites(acme);
    const attributes = { workEmail: 'new-name@example.com', displayName: 'New Name' };
    await acme.deliver(hr(1, 'identity_changed', { date: '2026-03-02', attributes }));
    await days(acme, 3);
    expect(acme.atlan.accounts().map((account) => [account.id, account.state])).toEqual([[id, 'active']]);
    expect(writes).toEqual([]);
  });

  // exercises: an account that was disabled before it was ours is enabled by a person, or for a worker who comes back
  it('does not let a suspended person in whose account it has never seen', async () => {
    const acme = await company();
    const suspended = { id: 'acc_1', email: emailOf(1), state: 'disabled', role: '$member', enabled: false } as const;
    acme.atlan.put(suspended);
    await acme.deliver(hr(1, 'joined'));
    await days(acme, 2);
    expect(accountOf(acme, 1)?.state).toBe('disabled');
    acme.atlan.put({ ...suspended, state: 'active', enabled: true });
    await days(acme, 1);
    await acme.deliver(hr(1, 'left', { date: '2026-03-03' }));
    await days(acme, 3);
    expect(accountOf(acme, 1)?.state).toBe('disabled');
  });

  it('lets in a worker who comes back, whose account was disabled before this system came', async () => {
    const acme = await company();
    acme.atlan.put({ id: 'acc_1', email: emailOf(1), state: 'disabled', role: '$member', enabled: false });
    await acme.deliver(hr(1, 'rehired'));
    await days(acme, 1);
    expect(accountOf(acme, 1)?.enabled).toBe(true);
  });

  // exercises: who was disabled by others stays disabled, and who has left is not invited
  it('is not let in by news of them while they are suspended', async () => {
    const acme = await employ(await company(), 1);
    const account = accountOf(acme, 1);
    if (!account) throw new Error('the worker has no account');
    acme.atlan.put({ ...account, state: 'disabled', enabled: false });
    const arrivesLate = [hr(2, 'joined', { date: '2026-01-01' }), hr(2, 'left', { date: '2026-02-01' })];
    await acme.deliver(hr(1, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }), ...arrivesLate);
    await days(acme, 3);
    expect(statesOf(acme)).toEqual([[emailOf(1), 'disabled']]);
  });
});
