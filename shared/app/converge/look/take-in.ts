import type { Account } from '../../../domain/account/account.ts';
import { changeId } from '../../../domain/account/account-change.ts';
import type { ManagedAccount, OutboxEntry } from '../../../domain/worker/worker.ts';
import type { InventoryRecord } from '../../../ports/ledger/per-target/inventory.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { ProvisionDeps } from '../deps.ts';
import { withWhatWasDone } from '../receipts/what-was-done.ts';
import type { Run, RunChange, RunEnd } from '../run.ts';
import { claimedByAnother } from './claimed-by-another.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>;

/** Takes an account for this worker, before the first write to it. Answers how the run ends, held, where another worker has it. */
export async function claimAccount(
  run: Run,
  target: string,
  accountId: string,
  deps: Deps,
): Promise<RunEnd | undefined> {
  const { key } = run.worker;
  const holder = await deps.ledger.claims.claim(target, accountId, key);
  if (holder === key) return undefined;
  deps.notice('account-claimed-by-another', { target, workerKey: key });
  return claimedByAnother(run, { target, accountId, holder }, deps);
}

/** An account that came of an invitation of ours, and the position of the invitation's intent. */
export interface CameOfInvitation {
  readonly account: Account;
  readonly position: number;
}

/**
 * Makes an account that came of our invitation this worker's, whatever `adopt` says. The look at it is its first in the inventory,
 * so that the acceptance is reported, and not a discovery. Safe to repeat. Answers an end where another worker has it.
 */
export async function takeInInvited(
  run: Run,
  { name: target, traits }: Pick<Target, 'name' | 'traits'>,
  { account, position }: CameOfInvitation,
  deps: Deps,
): Promise<RunChange> {
  const end = await claimAccount(run, target, account.id, deps);
  if (end) return { end };
  // where an account works from its creation on, there is nothing to accept
  const hasInvitees = traits.invitees !== 'none';
  const known = await firstLook(target, hasInvitees ? asInvited(account) : account, deps);
  const accepted = hasInvitees && known && isAccepted(known.account) ? [acceptance(run, known, deps.clock.now())] : [];
  const managed: ManagedAccount = withWhatWasDone(
    { id: account.id, how: 'invited', ownedGroups: [] },
    run.chain,
    target,
  );
  return {
    accounts: [...run.accounts, managed],
    invited: new Set([...run.invited, position]),
    told: [...run.told, ...accepted],
  };
}

/** An account as our invitation left it: who accepted before we looked is found to have accepted by the next sweep. */
function asInvited(account: Account): Account {
  const { lastLoginAt: _, ...rest } = account;
  return isAccepted(account) ? { ...rest, state: 'invited', emailVerified: false } : account;
}

/**
 * Writes the first look at an account to the inventory. Answers the record that stood there already, when poll was faster: its look stands.
 */
async function firstLook(
  target: string,
  account: Account,
  { ledger: { inventory }, clock }: Deps,
): Promise<InventoryRecord | undefined> {
  const find = async () => (await inventory.get(target, [account.id])).get(account.id);
  const known = await find();
  if (known) return known;
  const record = { target, account, version: 1, sweepId: 'invitation', seenAt: clock.now() };
  return (await inventory.put(record)) === 'put' ? undefined : find();
}

const isAccepted = ({ emailVerified, state }: Account): boolean =>
  emailVerified === true || state === 'active' || state === 'provisioned';

/** Reported by provision where poll saw the account first, and saw it accepted: under the id that poll would have given the change. */
function acceptance({ worker }: Run, { target, account, version }: InventoryRecord, at: number): OutboxEntry {
  const type = 'InvitationAccepted';
  const id = changeId({ target, accountId: account.id, inventoryVersion: version, kind: type });
  return { id, kind: 'bus', event: { type, target, accountId: account.id, workerKey: worker.key, at } };
}
