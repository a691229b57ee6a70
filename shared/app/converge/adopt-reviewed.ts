import type { Account } from '../../domain/account/account.ts';
import { isDisabled } from '../../domain/plan/action.ts';
import type { TargetRules } from '../../domain/plan/observed.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import { accessAt } from '../../domain/worker/access-standing.ts';
import { commitWorker } from './commit/commit.ts';
import type { ProvisionDeps } from './deps.ts';
import { claimAccount } from './look/take-in.ts';
import { idleRun } from './prepare.ts';
import { besideOf } from './receipts/beside.ts';
import { intentEntry, outcomeEntry } from './receipts/entry.ts';
import { openChain } from './receipts/receipt-chain.ts';
import { advance, waiting } from './run.ts';
import type { TargetSetup } from './target-setup.ts';

/** An account that a person agreed is the worker's, as the target showed it just now. */
export interface Reviewed {
  readonly workerKey: string;
  readonly account: Account;
  /** What the receipt gives as the reason. */
  readonly rule: string;
}

/**
 * Makes an account a worker's, in any mode, and nothing else: the target is not written, and the worker is due. Answers why not, as a
 * sentence, where the account is not exactly the worker's any more or another process changed the worker meanwhile.
 */
export async function adoptReviewed(
  setup: TargetSetup,
  { workerKey, account, rule }: Reviewed,
  isProtected: TargetRules['isProtected'],
  deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice' | 'policy' | 'targets'>,
): Promise<string | undefined> {
  const { name: target } = setup.target;
  const now = deps.clock.now();
  const worker = await deps.ledger.workers.load(workerKey);
  if (!worker) return 'There is no such worker any more';
  const standing = accessAt(worker, now, deps.policy.access);
  const email = standing.workEmail === undefined ? undefined : normaliseEmail(standing.workEmail);
  if (standing.kind !== 'active') return 'The worker does not work here now';
  if (email === undefined || account.email !== email) return 'The account does not have the worker’s address any more';
  if (isProtected(account)) return 'The account is protected';
  if (isDisabled(account)) return 'The account is disabled now';
  const member = { worker, standing, chain: await openChain(worker, deps) };
  const run = idleRun(member, setup, now);
  if (run.accounts.length > 0) return 'The worker has a managed account already';
  const taken = await claimAccount(run, target, account.id, deps);
  if (taken?.kind === 'settled') return taken.because;
  const action = { kind: 'adopt', accountId: account.id, email, rule } as const;
  const closes = await member.chain.append(intentEntry(target, action, besideOf(run, now)));
  await member.chain.append(outcomeEntry(target, action, { verdict: 'verified', closes }));
  advance(run, {
    accounts: [{ id: account.id, how: 'adopted', ownedGroups: [] }],
    end: waiting(run, 'The account was taken over as reviewed, and is yet to be checked', now),
  });
  const { end } = run;
  const converged = end?.kind === 'settled' ? [{ target, run, end }] : [];
  return (await commitWorker(member, converged, deps)) ? undefined : 'Another process changed the worker: try again';
}
