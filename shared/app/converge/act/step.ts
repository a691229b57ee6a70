import { done, type NotDone, type Outcome, type Wait } from '../../../domain/outcome.ts';
import { type Action, isEnding, isGrant } from '../../../domain/plan/action.ts';
import { rungOf, withRefusal } from '../../../domain/plan/refused-rungs.ts';
import type { Verdict } from '../../../domain/receipt.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import { closeGate } from '../../quota/gate.ts';
import { claimAccount } from '../look/take-in.ts';
import { besideOf } from '../receipts/beside.ts';
import { intentEntry, outcomeEntry } from '../receipts/entry.ts';
import { withWhatWasDone } from '../receipts/what-was-done.ts';
import { advance, failing, openInvitations, type Run, type RunChange, waiting } from '../run.ts';
import type { Applying } from './applying.ts';
import { disableWithout } from './by-channel.ts';
import { endedByUs, notDisabled } from './ended-by-us.ts';
import { asNotSent, asSent, isSentByAnother, removeAccount } from './remove-account.ts';

export type Invite = Extract<Action, { kind: 'invite' }>;
export type Step = Exclude<Action, Invite>;

/** A step that is written down and may be sent. */
export interface Begun<A extends Action> {
  readonly run: Run;
  readonly action: A;
  readonly intent: number;
}

/** How soon to try again what a target forbids us to do, or has no seat for. */
const FORBIDDEN_MS = 15 * 60_000;
const STALE: RunChange = { end: { kind: 'stale' } };

/** Before each step: is the plan still the newest, is the account ours, and is it written down? */
export async function begin<A extends Action>(
  run: Run,
  action: A,
  { setup, deps }: Applying,
): Promise<Begun<A> | undefined> {
  const { worker } = run;
  const mindsVersion = isGrant(action, setup.target.traits) || action.kind === 'remove';
  if (mindsVersion && (await deps.ledger.workers.versionOf(worker.key)) !== worker.version) {
    advance(run, STALE);
    return undefined;
  }
  const end = 'accountId' in action ? await claimAccount(run, setup.target.name, action.accountId, deps) : undefined;
  if (end) {
    advance(run, { end });
    return undefined;
  }
  const now = deps.clock.now();
  const intent = await run.chain.append(intentEntry(setup.target.name, action, besideOf(run, now)));
  if (isInvitedByAnother(run, action, intent, setup.target.name)) {
    // the chain says who was first
    const because = 'Another invitation of the same worker is open';
    await run.chain.append(outcomeEntry(setup.target.name, action, { verdict: 'not_done', closes: intent, because }));
    advance(run, STALE);
    return undefined;
  }
  if (action.kind === 'remove') {
    if (isSentByAnother(run, action, intent, setup.target.name)) {
      const because = 'Another run is sending the same removal';
      await run.chain.append(outcomeEntry(setup.target.name, action, { verdict: 'not_done', closes: intent, because }));
      advance(run, STALE);
      return undefined;
    }
    advance(run, asSent(run, action, now));
  }
  if (isEnding(action)) advance(run, { accounts: run.accounts.map((account) => endedByUs(account, action)) });
  return { run, action, intent };
}

/** Whether another run has invited the worker meanwhile: then there is nothing to invite, and the account at that address came of it. */
function isInvitedByAnother(run: Run, action: Action, intent: number, target: string): boolean {
  if (action.kind !== 'invite' && action.kind !== 'adopt') return false;
  return openInvitations(run, target).some(
    ({ position, email }) => position < intent && (action.kind === 'invite' || email === action.email),
  );
}

/**
 * Sends one step; `closed` says why the channel that carries it is not asked. A leaver does not wait for a channel where the target itself
 * can end the sign-in.
 */
export async function perform(
  { run, action }: Begun<Step>,
  applying: Applying,
  closed?: Wait,
): Promise<Outcome<unknown>> {
  const outcome = closed ?? (await send(action, run, applying));
  if (action.kind !== 'disable' || outcome.kind !== 'wait' || outcome.channel === undefined) return outcome;
  // the channel is closed for the next worker all the same, and its alarm raised
  const at = await waitFor(action, outcome, applying);
  return disableWithout(run, { accountId: action.accountId, wait: outcome, at }, applying);
}

function send(action: Step, run: Run, applying: Applying): Promise<Outcome<unknown>> {
  const {
    setup: { target },
    call,
  } = applying;
  switch (action.kind) {
    case 'adopt':
      return Promise.resolve(done(undefined));
    case 'enable':
      return target.setEnabled(action.accountId, true, call);
    case 'disable':
      return target.setEnabled(action.accountId, false, call);
    case 'delete':
      return target.deleteAccount?.(action.accountId, call) ?? Promise.resolve(cannotDelete(target.name));
    case 'set-role':
      return target.setRole(action.accountId, action.role, call);
    case 'add-to-groups':
      return target.addToGroups(action.accountId, action.groupIds, call);
    case 'remove-from-group':
      return target.removeFromGroup(action.groupId, [action.accountId], call);
    case 'revoke-token':
      return revoke(action, run, applying);
    case 'hand-over-assets':
      return giveAssets(action, run, applying);
    case 'remove':
      return removeAccount(action, run, applying);
  }
}

/** Only a token that the account made, by the look that the plan came from. */
function revoke(
  { accountId, tokenId }: Extract<Action, { kind: 'revoke-token' }>,
  { observed }: Run,
  { setup: { target }, call }: Applying,
): Promise<Outcome<void>> {
  const sighting = observed?.managed.find(({ record }) => record.id === accountId)?.sighting;
  if (sighting?.kind === 'present' && target.revokeToken) return target.revokeToken(sighting.account, tokenId, call);
  const because = `${target.name} cannot revoke tokens: set leaverTokens to report, and revoke them by hand`;
  return Promise.resolve({ kind: 'refused', reason: 'not-allowed', because });
}

/** From the account that the look showed to the heir whom it showed. */
function giveAssets(
  { accountId, toAccountId, assetIds }: Extract<Action, { kind: 'hand-over-assets' }>,
  { observed }: Run,
  { setup: { target }, call }: Applying,
): Promise<Outcome<void>> {
  const sighting = observed?.managed.find(({ record }) => record.id === accountId)?.sighting;
  const heir = observed?.heir;
  if (target.assets && sighting?.kind === 'present' && heir?.kind === 'account' && heir.account.id === toAccountId)
    return target.assets.handOver(assetIds, { from: sighting.account, to: heir.account }, call);
  const because = `${target.name} cannot hand over assets: set leaverAssets to report, and hand them over by hand`;
  return Promise.resolve({ kind: 'refused', reason: 'not-allowed', because });
}

const cannotDelete = (target: string): NotDone => ({
  kind: 'permanent',
  because: `${target} cannot delete accounts, although its traits say that it can`,
});

/** Takes an outcome in; true when the next step may follow. */
export async function finish(begun: Begun<Action>, outcome: Outcome<unknown>, applying: Applying): Promise<boolean> {
  const { run, action, intent } = begun;
  if (outcome.kind === 'done') {
    // the target shows it within a minute: the next convergence proves it, and closes the intent
    if (action.kind === 'hand-over-assets') {
      advance(run, { isHandingOver: true });
      return false;
    }
    // a later convergence follows it to its end
    if (action.kind === 'remove') {
      advance(run, { isRemoving: true });
      return false;
    }
    const adopts = action.kind === 'adopt' ? [adopted(run, action.accountId, applying)] : [];
    advance(run, { executed: [...run.executed, { action, intent }], accounts: [...run.accounts, ...adopts] });
    return true;
  }
  const verdict = verdictOf(outcome);
  // what is unknown stays open; the next check shows it
  if (verdict) {
    const closing = { verdict, closes: intent, because: outcome.because };
    await run.chain.append(outcomeEntry(applying.setup.target.name, action, closing));
    if (isEnding(action) && !(outcome.kind === 'refused' && outcome.isBeyond))
      advance(run, { accounts: run.accounts.map((account) => notDisabled(account, action.accountId, run)) });
    if (action.kind === 'remove') advance(run, asNotSent(run, action, outcome, applying));
  }
  advance(run, await afterNo({ run, action, outcome }, applying));
  return false;
}

const adopted = ({ chain }: Run, id: string, { setup }: Applying): ManagedAccount =>
  withWhatWasDone({ id, how: 'adopted', ownedGroups: [] }, chain, setup.target.name);

function verdictOf(outcome: NotDone): Verdict | undefined {
  switch (outcome.kind) {
    case 'refused':
      return 'refused';
    case 'wait':
      return outcome.cause === 'down' || outcome.cause === 'deadline' ? undefined : 'not_done';
    case 'permanent':
      return 'not_done';
    case 'retryable':
      return undefined;
  }
}

/** What becomes of a run whose step was not done. */
async function afterNo(
  { run, action, outcome }: { readonly run: Run; readonly action: Action; readonly outcome: NotDone },
  applying: Applying,
): Promise<RunChange> {
  const { setup, deps } = applying;
  const now = deps.clock.now();
  switch (outcome.kind) {
    case 'refused':
      // the next rung is planned in the same convergence
      return isEnding(action) || action.kind === 'revoke-token' || action.kind === 'hand-over-assets'
        ? { refusals: withRefusal(run.refusals, { rung: rungOf(action, outcome), at: now, because: outcome.because }) }
        : { end: failing(run, outcome.because, now) };
    case 'wait':
      // role and groups do not wait with the sign-in: they are planned in the same convergence
      if (action.kind === 'disable' && run.postponed) return {};
      return { end: waiting(run, outcome.because, await waitFor(action, outcome, applying)) };
    case 'retryable':
      if (outcome.sign === 'other-writer')
        deps.notice('other-writer', { target: setup.target.name, workerKey: run.worker.key });
      return { end: failing(run, outcome.because, now) };
    case 'permanent':
      return { end: failing(run, outcome.because, now) };
  }
}

/**
 * Until when a step waits (epoch ms). One kind of write that is forbidden, invitations under single sign-on say, or that needs a seat
 * stops no other kind.
 */
async function waitFor({ kind }: Action, wait: Wait, { setup: { target }, deps }: Applying): Promise<number> {
  if (wait.cause !== 'forbidden' && wait.cause !== 'seat') return closeGate(target.name, wait, deps);
  deps.notice(wait.cause === 'seat' ? 'no-seat' : 'write-forbidden', { target: target.name, action: kind });
  return deps.clock.now() + FORBIDDEN_MS;
}

/** How a run ends whose step cannot be begun: nothing of it is written down. */
export const waitingFor = (run: Run, { because, retryAt }: Wait, { deps }: Applying): RunChange => ({
  end: waiting(run, because, retryAt ?? deps.clock.now()),
});
