import type { Account } from '../../../domain/account/account.ts';
import { accountsIn } from '../../../domain/worker/access-over.ts';
import type { Target } from '../../../ports/target/target.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { OpenInvitation } from '../receipts/receipt-chain.ts';
import { advance, isOpen, openInvitations, type Run } from '../run.ts';
import { takeInInvited } from './take-in.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>;

/**
 * How long after an invitation its account may still show. Atlan does not publish how soon a list shows a write,
 * and the search index of the same tenant lags by 10 to 60 seconds; this is fifteen times the longest that is known.
 */
const VISIBILITY_LIMIT_MS = 15 * 60_000;

/**
 * Takes up the accounts that came of invitations of ours, whichever run sent them and however it ended: they are found by the e-mail
 * in the receipt, and are ours whatever `adopt` says. What another worker has claimed meanwhile is not. True when there was one: its
 * groups are known only after another look.
 */
export async function takeUpInvitations(run: Run, of: Pick<Target, 'name' | 'traits'>, deps: Deps): Promise<boolean> {
  const { name: target } = of;
  let hasTaken = false;
  for (const invitation of openInvitations(run, target)) {
    const { position } = invitation;
    const isHere = run.observed?.managed.some(
      ({ record, sighting }) =>
        record.id === invitation.accountId ||
        (sighting.kind === 'present' && sighting.account.email === invitation.email),
    );
    if (isHere) {
      advance(run, { invited: new Set([...run.invited, position]) });
      continue;
    }
    const account = accountOf(run, invitation);
    if (!account || !run.observed) continue;
    if (await isAnothers(run, { target, id: account.id }, deps)) {
      run.chain.giveUp(invitation);
      continue;
    }
    advance(run, await takeInInvited(run, of, { account, position }, deps));
    if (!isOpen(run)) return false;
    hasTaken = true;
  }
  return hasTaken;
}

/** The account at the address of an invitation; of several the one that an earlier run saw come of it. */
function accountOf({ byAddress, accounts }: Run, { email, accountId }: OpenInvitation): Account | undefined {
  const found = byAddress?.get(email);
  const hits = found ? accountsIn(found).filter((account) => account.email === email) : [];
  const account = hits.length > 1 ? hits.find(({ id }) => id === accountId) : hits[0];
  return accounts.some(({ id }) => id === account?.id) ? undefined : account;
}

async function isAnothers(
  { worker }: Run,
  { target, id }: { readonly target: string; readonly id: string },
  { ledger }: Deps,
): Promise<boolean> {
  const holder = await ledger.claims.holderOf(target, id);
  return holder !== undefined && holder !== worker.key;
}

/** Whether the target was seen without the account of an invitation after the limit: then none is expected any more. */
export const isGivenUp = ({ byAddress }: Run, { email, at }: Pick<OpenInvitation, 'email' | 'at'>, now: number) =>
  now >= at + VISIBILITY_LIMIT_MS && byAddress?.get(email)?.kind === 'absent';
