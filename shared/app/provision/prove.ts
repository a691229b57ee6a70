import { type Action, hasEnded, type Look, proves } from '../../domain/action.ts';
import type { Verdict } from '../../domain/receipt.ts';
import type { ProvisionDeps } from './deps.ts';
import { actionOf, outcomeEntry } from './entry.ts';
import type { Run } from './run.ts';
import { takeInInvited } from './take-in.ts';

/** Writes the outcome of every step that was done, by what the look after it shows. False when something does not show. */
export async function proveExecuted(run: Run, target: string): Promise<boolean> {
  const { executed } = run;
  run.executed = [];
  let isProven = true;
  for (const { action, intent } of executed) {
    const verdict = verdictOf(run, action);
    isProven &&= verdict !== undefined;
    // an account that turns out not to have the e-mail is not ours after all
    if (action.kind === 'adopt' && verdict === undefined)
      run.accounts = run.accounts.filter(({ id }) => id !== action.accountId);
    await run.chain.append(outcomeEntry(target, action, { verdict: verdict ?? 'unverified', closes: intent }));
  }
  return isProven;
}

/** Undefined while the step does not show. */
function verdictOf(run: Run, action: Action): Verdict | undefined {
  const look = lookFor(run, action);
  if (!look || !proves(action, look)) return undefined;
  if (run.intent.kind !== 'end') return 'verified';
  return hasEnded(look.sighting) ? 'ended' : 'reduced';
}

/** The look at the account an action is about; for an invitation, at the account that came of it. */
function lookFor({ observed }: Run, action: Action): Look | undefined {
  if ('accountId' in action) return observed?.managed.find(({ record }) => record.id === action.accountId);
  return observed?.managed.find(
    ({ sighting }) =>
      sighting.kind === 'present' && action.kind === 'invite' && sighting.account.email === action.email,
  );
}

/**
 * Takes up what an earlier run left behind. An account that came of an invitation of ours is ours, whatever `adopt` says; it is
 * found by the e-mail that stands in the receipt. Then the intents whose outcome nobody wrote are closed, by what is seen now.
 */
export async function resume(
  run: Run,
  target: string,
  deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>,
): Promise<void> {
  for (const receipt of run.chain.mayHaveHappened(target)) {
    const action = actionOf(receipt);
    if (action?.kind === 'invite') await findInvited(run, target, action.email, deps);
  }
  for (const receipt of run.chain.openIntents(target)) {
    const action = actionOf(receipt);
    const verdict = (action && verdictOf(run, action)) ?? 'closed';
    const { accountId, action: kind, rule, position } = receipt.header;
    await run.chain.append({
      target,
      action: kind,
      rule,
      entry: 'outcome',
      verdict,
      closes: position,
      ...(accountId !== undefined && { accountId }),
      payload: { ...receipt.payload },
    });
  }
}

async function findInvited(
  run: Run,
  target: string,
  email: string,
  deps: Parameters<typeof takeInInvited>[3],
): Promise<void> {
  const byEmail = run.observed?.byEmail;
  if (!run.observed || byEmail?.kind !== 'present' || byEmail.account.email !== email) return;
  if (run.accounts.some(({ id }) => id === byEmail.account.id)) return;
  const record = await takeInInvited(run, target, byEmail.account, deps);
  // what groups it has is not known yet: adding to one again is done
  if (record)
    run.observed = { ...run.observed, managed: [...run.observed.managed, { record, sighting: byEmail, groupIds: [] }] };
}
