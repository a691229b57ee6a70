import type { Account } from '../../../domain/account/account.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import type { Action } from '../../../domain/plan/action.ts';
import type { Invited } from '../../../ports/target/target.ts';
import { takeInInvited } from '../look/take-in.ts';
import { outcomeEntry } from '../receipts/entry.ts';
import { isOpen, type Run, type RunChange, takeStep } from '../run.ts';
import type { Applying } from './applying.ts';
import { channelClosed } from './by-channel.ts';
import { type Begun, begin, finish, type Invite, waitingFor } from './step.ts';

export const isInvite = (action: Action): action is Invite => action.kind === 'invite';

/** Sends the invitations of a batch in one request, and takes in the accounts that came of them. */
export async function inviteTogether(runs: readonly Run[], applying: Applying): Promise<void> {
  const begun: Begun<Invite>[] = [];
  const closed = runs.length > 0 ? await channelClosed('invite', applying) : undefined;
  for (const run of runs) {
    await takeStep(run, async () => {
      if (closed && isOpen(run)) return waitingFor(run, closed, applying);
      const action = run.plan?.actions.find(isInvite);
      const one = isOpen(run) && action ? await begin(run, action, applying) : undefined;
      if (one) begun.push(one);
      return undefined;
    });
  }
  if (begun.length === 0) return;
  const results = await applying.setup.target.invite(
    begun.map(({ action, run }) => ({ ...action, externalId: run.worker.key })),
    applying.call,
  );
  for (const one of begun) {
    await takeStep(one.run, async () => {
      const outcome = results.get(one.action.email) ?? {
        kind: 'retryable',
        because: 'The target did not say what became of this invitation',
      };
      if (outcome.kind === 'done' && outcome.value.how === 'existed')
        return notOurDoing(one, outcome.value.account, applying);
      return (await finish(one, outcome, applying)) ? takeIn(one, outcome, applying) : undefined;
    });
  }
}

/**
 * This invitation made nothing: the account was there. Planned again, it came of another invitation of ours that is open, or it is to be
 * adopted or left alone.
 */
async function notOurDoing(
  { run, action, intent }: Begun<Invite>,
  account: Account,
  { setup }: Applying,
): Promise<RunChange> {
  const closing = { verdict: 'not_done', closes: intent, because: 'The account existed already' } as const;
  await run.chain.append(outcomeEntry(setup.target.name, action, closing));
  return { existed: new Map([...run.existed, [action.email, account]]) };
}

/** The invited account was seen, and has no groups but default ones. */
async function takeIn(
  { run, intent }: Begun<Invite>,
  outcome: Outcome<Invited>,
  { setup, deps }: Applying,
): Promise<RunChange | undefined> {
  if (outcome.kind !== 'done' || outcome.value.how === 'unseen') return undefined;
  const { account } = outcome.value;
  const taken = await takeInInvited(run, setup.target, { account, position: intent }, deps);
  return taken.end ? taken : { ...taken, seen: new Map([[account.id, account]]) };
}
