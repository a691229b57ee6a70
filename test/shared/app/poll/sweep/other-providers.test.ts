import { describe, expect, it } from 'vitest';
import type { ConfiguredProvider } from '../../../../../shared/contracts/config/providers/configured-provider.ts';
import { PROVIDERS } from '../../../../../shared/contracts/config/providers.ts';
import type { Account } from '../../../../../shared/domain/account/account.ts';
import { keepsAccount } from '../../../../../shared/domain/provider/traits.ts';
import { lifecycleEvent } from '../../../../support/events.ts';
import { ownSettingsOf } from '../../../../support/own-settings.ts';
import { type Polling, polling } from '../polling.ts';

const EMAIL = 'ada@example.com';
const joined = lifecycleEvent(1, 'joined', { attributes: { workEmail: EMAIL, workerType: 'employee' } });
const left = lifecycleEvent(4, 'left', { date: '2026-03-01' });

/** The company on a tenant of each provider, by its traits alone. */
const providers = Object.entries(PROVIDERS).filter(([name]) => name !== 'atlan');
const DELETING = providers.filter(([, { traits }]) => !keepsAccount(traits));
const KEEPING = providers.filter(([, { traits }]) => keepsAccount(traits));

/** Ada works here, and a sweep has seen her. */
async function withAda(name: string, provider: ConfiguredProvider): Promise<Polling> {
  const acme = await polling({ provider: { name, ...provider }, target: ownSettingsOf(name) });
  await acme.sweep();
  await acme.deliver(joined);
  await acme.sweep();
  await acme.follow();
  expect(ada(acme)?.state).toBe('active');
  return acme;
}

const ada = ({ atlan }: Polling): Account | undefined => atlan.accounts().find(({ email }) => email === EMAIL);
const told = (acme: Polling) => acme.heard().map(({ type }) => type);
const drift = (acme: Polling) => acme.heard().filter(({ type }) => type === 'DriftDetected');
const openHolds = async ({ deps }: Polling) => (await deps.ledger.holds.listOpen(10)).map(({ kind }) => kind);

describe.each(providers)('poll over %s, where an account works from its creation on', (name, provider) => {
  it('tells no acceptance of an invitation', async () => {
    const acme = await withAda(name, provider);
    acme.clock.advance(3_600_000);
    await acme.tick();
    await acme.sweep();
    expect([...told(acme), ...acme.published.map(({ type }) => type)]).not.toContain('InvitationAccepted');
    expect(drift(acme)).toEqual([]);
  });
});

describe.each(DELETING)('poll over %s, where an account ends by being deleted', (name, provider) => {
  it('takes a deletion of ours for no drift, and stays at rest', async () => {
    const acme = await withAda(name, provider);
    await acme.deliver(left);
    expect(ada(acme)).toBeUndefined();
    for (let times = 0; times < 3; times++) {
      await acme.sweep();
      await acme.follow();
    }
    expect(drift(acme)).toEqual([]);
    expect(await openHolds(acme)).toEqual([]);
    expect(acme.observe.counts['LeaverActiveAgain'] ?? 0).toBe(0);
  });

  it('notices an account that comes into being at the address of one who has left', async () => {
    const acme = await withAda(name, provider);
    const before = ada(acme);
    await acme.deliver(left);
    await acme.sweep();
    acme.atlan.put({ ...before!, id: 'another', createdAt: acme.clock.now(), lastLoginAt: acme.clock.now() });
    await acme.sweep();
    await acme.follow();
    acme.clock.advance(86_400_000);
    await acme.tick();
    expect(await openHolds(acme)).toEqual(['unmanaged-leaver']);
  });

  it('tells that an account was deleted by hand of one who works here, and asks a person before they get another', async () => {
    const acme = await withAda(name, provider);
    const before = ada(acme)!;
    acme.atlan.remove(before.id);
    await acme.sweep();
    expect(acme.heard().filter(({ type }) => type === 'AccountRemoved')).toMatchObject([{ accountId: before.id }]);
    await acme.follow();
    acme.clock.advance(86_400_000);
    await acme.tick();
    expect(ada(acme)).toBeUndefined();
    expect(await openHolds(acme)).toEqual(['vanished']);
  });
});

describe.each(KEEPING)('poll over %s, where an account is kept', (name, provider) => {
  it('takes an ending of ours for no drift', async () => {
    const acme = await withAda(name, provider);
    await acme.deliver(left);
    expect(ada(acme)?.state).toBe('disabled');
    for (let times = 0; times < 3; times++) {
      await acme.sweep();
      await acme.follow();
    }
    expect(drift(acme)).toEqual([]);
  });

  it('ends again who was let in by a user of the target, and tells it', async () => {
    const acme = await withAda(name, provider);
    await acme.deliver(left);
    await acme.sweep();
    acme.atlan.put({ ...ada(acme)!, enabled: true, state: 'active' });
    await acme.sweep();
    expect(drift(acme)).toMatchObject([{ detail: { fields: 'enabled', leaver: true } }]);
    await acme.follow();
    expect(ada(acme)?.state).toBe('disabled');
  });
});
