import { type Action, hasEnded, proves } from '../../../domain/plan/action.ts';
import { actionOf } from '../../../domain/plan/action-of.ts';
import type { Observed } from '../../../domain/plan/observed.ts';
import type { Receipt, Verdict } from '../../../domain/receipt.ts';
import type { ProvisionDeps } from '../deps.ts';
import { isGivenUp } from '../look/own-invitations.ts';
import { sentIntent } from '../look/removal.ts';
import { advance, openInvitations, type Run } from '../run.ts';
import { outcomeEntry } from './entry.ts';

/**
 * Writes the outcome of every step that was done, by what the look after it shows. False when something does not show; an invitation
 * may take a while, so its intent stays open.
 */
export async function proveExecuted(run: Run, target: string): Promise<boolean> {
  const { executed } = run;
  advance(run, { executed: [] });
  let isProven = true;
  for (const { action, intent } of executed) {
    const { verdict, accountId } = proofOf(run, action);
    if (action.kind === 'invite' && verdict === undefined) continue;
    isProven &&= verdict !== undefined;
    // an account that turns out not to have the e-mail is not ours after all
    if (action.kind === 'adopt' && verdict === undefined)
      advance(run, { accounts: run.accounts.filter(({ id }) => id !== action.accountId) });
    const mayComeBack = action.kind === 'remove-from-group' && run.filledAtSignIn.has(action.groupId);
    await run.chain.append(
      outcomeEntry(target, action, {
        verdict: verdict ?? 'unverified',
        closes: intent,
        accountId,
        ...(mayComeBack && { because: MAY_COME_BACK }),
      }),
    );
  }
  return isProven;
}

const MAY_COME_BACK =
  'The membership may come back at the next sign-in, for single sign-on fills this group: remove the person from the group of the identity provider too';

interface Proof {
  /** Undefined while the step does not show. */
  readonly verdict?: Verdict;
  /** The account that came of an invitation. */
  readonly accountId?: string;
}

function proofOf(run: Run, action: Action): Proof {
  const look = lookFor(run, action);
  if (!look || !proves(action, look)) return {};
  const isEnding = run.intent.kind === 'end' || run.intent.kind === 'no-role';
  const verdict = !isEnding ? 'verified' : hasEnded(look.sighting) ? 'ended' : 'reduced';
  return { verdict, ...(action.kind === 'invite' && { accountId: look.record.id }) };
}

/** The look at the account an action is about; for an invitation, at the account that came of it. */
function lookFor({ observed }: Run, action: Action): Observed['managed'][number] | undefined {
  if ('accountId' in action) return observed?.managed.find(({ record }) => record.id === action.accountId);
  return observed?.managed.find(
    ({ sighting }) =>
      sighting.kind === 'present' && action.kind === 'invite' && sighting.account.email === action.email,
  );
}

/**
 * Closes the intents that have no outcome, by what is seen now. A removal that goes on, and an invitation that may still show, are left open; one that was
 * not seen within the limit is given up and reported.
 */
export async function closeIntents(
  run: Run,
  target: string,
  { clock, notice }: Pick<ProvisionDeps, 'clock' | 'notice'>,
): Promise<void> {
  const tellOf = () => notice('unverified', { target, workerKey: run.worker.key });
  for (const invitation of openInvitations(run, target)) {
    if (!isGivenUp(run, invitation, clock.now())) continue;
    run.chain.giveUp(invitation);
    tellOf();
  }
  const removals = run.accounts.flatMap(({ removal }) => (removal ? (sentIntent(run, target, removal) ?? []) : []));
  const waiting = new Set([
    ...openInvitations(run, target).map(({ position }) => position),
    ...removals.map(({ header: { position } }) => position),
  ]);
  for (const receipt of run.chain.openIntents(target)) {
    if (!waiting.has(receipt.header.position)) await close(run, target, receipt);
  }
}

async function close(run: Run, target: string, receipt: Receipt): Promise<void> {
  const action = actionOf(receipt);
  const { verdict = 'closed', accountId = receipt.header.accountId } = action ? proofOf(run, action) : {};
  const { action: kind, rule, position } = receipt.header;
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
