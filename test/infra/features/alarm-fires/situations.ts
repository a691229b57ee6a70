import { lifecycleEvent } from '../../../support/events.ts';
import type { Installation } from '../../stacks/synthesise.ts';
import { type Deployed, type InMemory, type InMemorySettings, inMemory } from './functions-in-memory.ts';

/** Makes the function, or the HTTP API, count the metric that the alarm watches, often enough that it rings. */
export type Fire = (deployed: Deployed, installation: Installation) => Promise<void>;

/** By the alarm that rings, and by every function whose count it watches: what makes that function count. */
export type Fires = Readonly<Record<string, Readonly<Record<string, Fire>>>>;

const attributes = { workEmail: 'ada@example.com', workerType: 'employee', department: 'Data' };
export const joined = lifecycleEvent(1, 'joined', { attributes });
export const left = lifecycleEvent(3, 'left', { date: '2026-03-01' });
export const HOUR_MS = 3_600_000;

/** Ada has joined and accepted. */
export async function employed(deployed: Deployed, settings: InMemorySettings = {}): Promise<InMemory> {
  const there = await inMemory(deployed, settings);
  await there.acme.deliver(joined);
  there.acme.atlan.accept('ada@example.com');
  return there;
}

export const onlyAccount = ({ acme }: InMemory) => {
  const [account, ...others] = acme.atlan.accounts();
  if (!account || others.length > 0) throw new Error('there is to be one account');
  return account;
};

/** Ada has left, and a person enabled her account again. */
export async function activeAgain(deployed: Deployed): Promise<InMemory> {
  const there = await employed(deployed);
  await there.acme.deliver(left);
  there.acme.atlan.put({ ...onlyAccount(there), state: 'active', enabled: true });
  return there;
}

export const disable = (there: InMemory, more: object = {}) =>
  there.operate('disable', { source: 'hr:1', reason: 'an incident', ...more });

/** A leaver's invitation is open, and watched. */
export async function watching(...settings: Parameters<typeof inMemory>): Promise<InMemory> {
  const there = await inMemory(...settings);
  const { acme } = there;
  const pending = { accountId: 'u1', workerKey: 'w1', since: acme.clock.now() };
  acme.atlan.put({ id: 'u1', state: 'invited', enabled: true });
  await acme.deps.ledger.pendingDisables.watch('atlan-prod', pending);
  return there;
}
