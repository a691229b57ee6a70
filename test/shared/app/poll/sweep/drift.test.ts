import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../../shared/domain/account/account.ts';
import { PermanentError, RetryableError } from '../../../../../shared/domain/failure.ts';
import { payloadHmac } from '../../../../../shared/domain/receipt.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { type Polling, polling } from '../polling.ts';

const ADA = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
const joined = lifecycleEvent(1, 'joined', { attributes: ADA });
const left = lifecycleEvent(4, 'left', { date: '2026-03-01' });

/** Ada is invited, has accepted, and everybody knows. */
async function withAda(): Promise<Polling> {
  const acme = await polling();
  await acme.deliver(joined);
  acme.atlan.accept(ADA.workEmail);
  await acme.minute();
  await acme.follow();
  acme.clock.advance(3_600_000);
  await acme.tick();
  await acme.sweep();
  return acme;
}

const ada = ({ atlan }: Polling): Account => atlan.accounts().find(({ email }) => email === ADA.workEmail)!;
const edit = (acme: Polling, more: Partial<Account>) => acme.atlan.put({ ...ada(acme), ...more });
const types = (acme: Polling) => acme.heard().map(({ type }) => type);

describe('drift', () => {
  it('is reported when a user of the target changed a managed account, and provision is asked to check', async () => {
    const acme = await withAda();
    edit(acme, { role: '$admin' });
    await acme.sweep();
    const workerKey = await acme.deps.ledger.links.workerOf('hr:1');
    expect(acme.heard().slice(-2)).toMatchObject([
      { type: 'RoleChanged', workerKey, detail: { from: '$member', to: '$admin' } },
      { type: 'DriftDetected', workerKey, accountId: ada(acme).id, detail: { fields: 'role', leaver: false } },
    ]);
    expect(acme.observe.counts['DriftSeen']).toBe(1);
    expect(acme.observe.counts['LeaverActiveAgain']).toBeUndefined();
    expect(await acme.follow()).toContain(workerKey);
    await acme.sweep();
    expect(acme.observe.counts['DriftSeen']).toBe(1);
  });

  it('is no change of our own', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    await acme.sweep();
    expect(ada(acme).state).toBe('disabled');
    expect(types(acme).slice(-1)).toEqual(['AccountDisabled']);
    expect(acme.observe.counts['DriftSeen']).toBeUndefined();
  });

  it('is no step of ours that came through behind the run that had closed it', async () => {
    const acme = await withAda();
    const { ledger } = acme.deps;
    const key = (await ledger.links.workerOf('hr:1'))!;
    const { receipts, salt } = (await ledger.workers.load(key))!;
    const payload = { role: '$guest' };
    const header = {
      workerKey: key,
      position: receipts.next,
      previousHash: receipts.lastHash,
      at: acme.clock.now(),
      target: 'atlan-prod',
      accountId: ada(acme).id,
      action: 'set-role',
      rule: 'members',
      entry: 'intent',
      verdict: 'intended',
      payloadHmac: payloadHmac(payload, salt),
    } as const;
    await ledger.receipts.append({ header, payload });
    await acme.deliver(lifecycleEvent(2, 'moved', { date: '2026-03-02', attributes: { department: 'Sales' } }));
    edit(acme, { role: '$guest' });
    await acme.sweep();
    expect(types(acme).at(-1)).toBe('RoleChanged');
    await acme.follow();
    expect(ada(acme).role).toBe('$member');
    edit(acme, { role: '$admin' });
    await acme.sweep();
    expect(types(acme).slice(-2)).toEqual(['RoleChanged', 'DriftDetected']);
  });

  it('is nothing that an unmanaged account can have', async () => {
    const acme = await withAda();
    acme.atlan.put({ id: 'u9', role: '$guest', state: 'active', enabled: true });
    await acme.sweep();
    acme.atlan.put({ id: 'u9', role: '$admin', state: 'active', enabled: true });
    await acme.sweep();
    expect(types(acme).slice(-1)).toEqual(['RoleChanged']);
  });
});

describe('a leaver', () => {
  it('who is active again is alarmed, and disabled once', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    await acme.sweep();
    edit(acme, { enabled: true, state: 'active' });
    await acme.sweep();
    expect(types(acme).slice(-2)).toEqual(['AccountEnabled', 'DriftDetected']);
    expect(acme.heard().at(-1)).toMatchObject({ detail: { leaver: true } });
    expect(acme.observe.counts['LeaverActiveAgain']).toBe(1);
    await acme.follow();
    expect(ada(acme).state).toBe('disabled');
    await acme.sweep();
    await acme.follow();
    await acme.sweep();
    expect(types(acme).filter((type) => type === 'AccountDisabled')).toHaveLength(2);
    expect(acme.observe.counts['LeaverActiveAgain']).toBe(1);
  });

  it('who is active again is alarmed and disabled while the bus is down, and the bus hears of it later', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    await acme.sweep();
    edit(acme, { enabled: true, state: 'active' });
    acme.clock.advance(4 * 60_000);
    const bus = { publish: () => Promise.reject(new RetryableError('The bus did not answer')) };
    await expect(acme.minute((deps) => ({ ...deps, bus }))).rejects.toThrow('The bus did not answer');
    expect(acme.observe.counts['LeaverActiveAgain']).toBe(1);
    await acme.follow();
    expect(ada(acme).state).toBe('disabled');
    expect(types(acme)).not.toContain('DriftDetected');
    await acme.minute();
    expect(types(acme).slice(-3)).toEqual(['AccountEnabled', 'DriftDetected', 'AccountDisabled']);
  });

  it('whom no sweep saw disabled is told by the next sign of life', async () => {
    const acme = await withAda();
    await acme.deliver(left);
    edit(acme, { enabled: true, state: 'active', lastLoginAt: acme.clock.now() + 1 });
    await acme.sweep();
    expect(acme.observe.counts['LeaverActiveAgain']).toBe(1);
    await acme.follow();
    expect(ada(acme).state).toBe('disabled');
  });

  it('whose invitation was open is disabled on the first sight of acceptance', async () => {
    const acme = await polling();
    await acme.deliver(joined);
    await acme.minute();
    await acme.deliver(left);
    await acme.sweep();
    acme.atlan.accept(ADA.workEmail);
    await acme.sweep();
    expect(types(acme)).toContain('InvitationAccepted');
    await acme.follow();
    expect(ada(acme).state).toBe('disabled');
    expect(acme.observe.counts['LeaverActiveAgain']).toBeUndefined();
  });

  it('of a worker whose item cannot be read does not hide other workers', async () => {
    const acme = await withAda();
    const { workers } = acme.deps.ledger;
    edit(acme, { role: '$admin' });
    acme.atlan.put({ id: 'zz', state: 'active' });
    acme.clock.advance(300_000);
    await acme.minute((deps) => ({
      ...deps,
      ledger: { ...deps.ledger, workers: { ...workers, load: async () => Promise.reject(new PermanentError('odd')) } },
    }));
    expect(types(acme).slice(-2)).toEqual(['RoleChanged', 'AccountDiscovered']);
    expect(acme.observe.lines.map(({ event }) => event)).toContain('worker-unreadable');
  });
});
