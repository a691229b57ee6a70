import type { Account } from '../../domain/account.ts';
import type { ManagedAccount } from '../../domain/worker.ts';
import type { ProvisionDeps } from './deps.ts';
import type { Run } from './run.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>;

const LOOK_MS = 60 * 60_000;

/** Takes an account for this worker, before the first write to it. False, and the run held, when another worker has it. */
export async function claimAccount(
  run: Run,
  target: string,
  accountId: string,
  { ledger, clock, notice }: Deps,
): Promise<boolean> {
  const { key } = run.worker;
  const holder = await ledger.claims.claim(target, accountId, key);
  if (holder === key) return true;
  notice('account-claimed-by-another', { target, workerKey: key });
  const because = `The account belongs to worker ${holder}; a person must say whose it is`;
  run.end = { kind: 'settled', state: 'held', because, lookAt: clock.now() + LOOK_MS };
  return false;
}

/**
 * Makes an account that came of our invitation this worker's, whatever `adopt` says. The look at it is its first in the inventory,
 * so that poll tells of the acceptance and not of a discovery. Safe to repeat.
 */
export async function takeInInvited(
  run: Run,
  target: string,
  account: Account,
  deps: Deps,
): Promise<ManagedAccount | undefined> {
  if (!(await claimAccount(run, target, account.id, deps))) return undefined;
  const record = { target, account, version: 1, sweepId: 'invitation', seenAt: deps.clock.now() };
  // poll may have been faster: its look stands
  if (!(await deps.ledger.inventory.get(target, [account.id])).has(account.id)) await deps.ledger.inventory.put(record);
  const managed: ManagedAccount = { id: account.id, how: 'invited', ownedGroups: [] };
  run.accounts = [...run.accounts, managed];
  return managed;
}
