import type { Sighting } from '../../../domain/account/account.ts';
import type { SeenRemoval } from '../../../domain/account/removal.ts';
import type { Verdict } from '../../../domain/receipt.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Run, RunChange } from '../run.ts';
import { asIntended, sentIntent } from './removal.ts';

const HOUR_MS = 60 * 60_000;
/** How long the target may not show a removal that it was sent, or an account whose removal it calls done. */
const SHOWN_MS = HOUR_MS;
/** The index of assets lags by a minute or so. */
const HANDED_OVER_MS = 24 * HOUR_MS;
const RUNNING_MS = 7 * 24 * HOUR_MS;

type Deps = Pick<ProvisionDeps, 'clock' | 'notice'>;

/**
 * Follows the removals that were sent to their end, and writes down what is read back; one that did not come about is reported, and is not
 * sent again. What was only asked for is forgotten where access goes on, or where the account is gone.
 */
export async function followRemovals(run: Run, target: string, deps: Deps): Promise<RunChange> {
  const { observed } = run;
  if (!observed || run.accounts.every(({ removal }) => !removal)) return {};
  const accounts: ManagedAccount[] = [];
  for (const account of run.accounts) accounts.push(await followed(account, run, target, deps));
  const managed = observed.managed.map((look) => {
    const record = accounts.find(({ id }) => id === look.record.id) ?? look.record;
    const { removal: seen, ...rest } = look;
    return { ...rest, record, ...(record.removal && seen && { removal: seen }) };
  });
  return { accounts, observed: { ...observed, managed } };
}

async function followed(account: ManagedAccount, run: Run, target: string, deps: Deps): Promise<ManagedAccount> {
  const { removal, ...rest } = account;
  const look = run.observed?.managed.find(({ record }) => record.id === account.id);
  if (!removal || !look) return account;
  const intent = sentIntent(run, target, removal);
  const sent = asIntended(removal, intent);
  const now = deps.clock.now();
  if (sent.since === undefined) return run.intent.kind === 'end' && look.sighting.kind !== 'absent' ? account : rest;
  const end = endOf(look.sighting, look.removal, now - sent.since);
  if (!end) return { ...account, removal: sent };
  const { verdict, because } = end;
  if (intent) {
    const { action, rule, position } = intent.header;
    await run.chain.append({
      target,
      action,
      rule,
      entry: 'outcome',
      verdict,
      closes: position,
      accountId: account.id,
      payload: { ...intent.payload, ...(because !== undefined && { because }) },
    });
  }
  if (verdict !== 'ended') deps.notice('removal-failed', { target, workerKey: run.worker.key });
  // it is gone because we said so, also where the worker is back by now
  return look.sighting.kind === 'absent' ? { ...rest, endedAt: rest.endedAt ?? now } : rest;
}

interface End {
  readonly verdict: Verdict;
  readonly because?: string;
}

/** How a removal ended that was sent so many ms ago; undefined while it goes on. */
function endOf(sighting: Sighting, seen: SeenRemoval | undefined, ms: number): End | undefined {
  const unverified = (because: string): End => ({ verdict: 'unverified', because });
  if (seen?.kind !== 'sent') return undefined;
  if (sighting.kind === 'absent') {
    if (seen.isHandedOver) return { verdict: 'ended' };
    return ms < HANDED_OVER_MS
      ? undefined
      : unverified('The account is gone, and the other account does not own what it owned: look for it in the target');
  }
  if (seen.run === 'failed') return { verdict: 'not_done', because: 'The target says that the removal failed' };
  if (seen.run === 'none' && ms >= SHOWN_MS) return unverified('The target does not show the removal that it was sent');
  if (seen.run === 'succeeded' && ms >= SHOWN_MS)
    return unverified('The target says that the account was removed, and still shows it');
  return ms < RUNNING_MS ? undefined : unverified('The target did not come to an end with the removal within a week');
}
