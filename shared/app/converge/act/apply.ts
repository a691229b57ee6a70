import type { Account } from '../../../domain/account/account.ts';
import { done, type NotDone, type Outcome } from '../../../domain/outcome.ts';
import { type Action, isGrant } from '../../../domain/plan/action.ts';
import type { TargetRules } from '../../../domain/plan/observed.ts';
import type { Verdict } from '../../../domain/receipt.ts';
import type { ManagedAccount } from '../../../domain/worker/worker.ts';
import type { Call, Invited } from '../../../ports/target/target.ts';
import { closeGate } from '../../quota/gate.ts';
import type { ProvisionDeps } from '../deps.ts';
import { settle } from '../guard/settle.ts';
import { later, mayWait, othersWait } from '../look/others-first.ts';
import { claimAccount, takeInInvited } from '../look/take-in.ts';
import { intentEntry, outcomeEntry } from '../receipts/entry.ts';
import { withWhatWasDone } from '../receipts/what-was-done.ts';
import { fail, guarded, isOpen, openInvitations, type Run, wait } from '../run.ts';
import type { TargetSetup } from '../target-setup.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>;

/** How soon to try again what a target forbids us to do. */
const FORBIDDEN_MS = 15 * 60_000;

export interface Applying {
  readonly setup: TargetSetup;
  readonly rules: TargetRules;
  readonly deps: Deps;
  readonly call: Call;
}

/**
 * Carries the plans of a batch out: first whatever ends the sign-in of leavers, then all invitations together, then the rest; what can
 * wait for the sign-in of leavers who are not in the batch waits. Every step is an intent in the worker's chain before it is a request.
 */
export async function applyPlans(runs: readonly Run[], applying: Applying): Promise<void> {
  const leavers = runs.filter(({ intent }) => intent.kind === 'end');
  await Promise.all(leavers.map((run) => inOrder(run, stepsOf(run).filter(endsSignIn), applying)));
  await inviteTogether(
    runs.filter((run) => actionsOf(run).some(isInvite)),
    applying,
  );
  const areOthersFirst = await othersWait(leavers, applying.deps);
  const now = applying.deps.clock.now();
  const rest = (run: Run) =>
    run.intent.kind === 'end'
      ? stepsOf(run).filter((step) => !endsSignIn(step) && !(areOthersFirst && mayWait(run, step, now)))
      : stepsOf(run);
  await Promise.all(runs.map((run) => inOrder(run, rest(run), applying)));
  if (areOthersFirst) await Promise.all(leavers.map((run) => tidyLater(run, now, applying)));
}

/** Ends the run of a leaver of whose plan nothing is left but what waits for others. */
async function tidyLater(run: Run, now: number, applying: Applying): Promise<void> {
  const { plan } = run;
  if (!plan || !isOpen(run) || plan.actions.length === 0) return;
  if (!plan.actions.every((action) => mayWait(run, action, now))) return;
  await guarded(run, () => settle({ run, plan: later(plan), ...applying }));
  if (run.end?.kind === 'settled') run.end = { ...run.end, isLetThrough: true };
}

type Invite = Extract<Action, { kind: 'invite' }>;
type Step = Exclude<Action, Invite>;

/** A step that is written down and may be sent. */
interface Begun<A extends Action> {
  readonly run: Run;
  readonly action: A;
  readonly intent: number;
}

const actionsOf = ({ plan }: Run): readonly Action[] => plan?.actions ?? [];
const isInvite = (action: Action): action is Invite => action.kind === 'invite';
const isStep = (action: Action): action is Step => action.kind !== 'invite';
const stepsOf = (run: Run): readonly Step[] => actionsOf(run).filter(isStep);
const endsSignIn = ({ kind }: Action): boolean => kind === 'disable' || kind === 'set-role';

/** A step that was refused or did not get through ends the others of its worker. */
async function inOrder(run: Run, actions: readonly Step[], applying: Applying): Promise<void> {
  await guarded(run, async () => {
    for (const action of actions) {
      if (!isOpen(run)) return;
      const begun = await begin(run, action, applying);
      if (!begun) return;
      const outcome = await perform(action, applying);
      if (!(await finish(begun, outcome, applying))) return;
    }
  });
}

async function inviteTogether(runs: readonly Run[], applying: Applying): Promise<void> {
  const begun: Begun<Invite>[] = [];
  for (const run of runs) {
    await guarded(run, async () => {
      const action = actionsOf(run).find(isInvite);
      const one = isOpen(run) && action ? await begin(run, action, applying) : undefined;
      if (one) begun.push(one);
    });
  }
  if (begun.length === 0) return;
  const results = await applying.setup.target.invite(
    begun.map(({ action }) => action),
    applying.call,
  );
  for (const one of begun) {
    await guarded(one.run, async () => {
      const outcome = results.get(one.action.email) ?? {
        kind: 'retryable',
        because: 'The target said nothing of this invitation',
      };
      if (outcome.kind === 'done' && outcome.value.how === 'existed')
        await notOurDoing(one, outcome.value.account, applying);
      else if (await finish(one, outcome, applying)) await takeIn(one, outcome, applying);
    });
  }
}

/**
 * This invitation made nothing: the account was there. Planned anew, it came of another invitation of ours that is open, or it is to be
 * adopted or left alone.
 */
async function notOurDoing(
  { run, action, intent }: Begun<Invite>,
  account: Account,
  { setup }: Applying,
): Promise<void> {
  run.existed = new Map([...run.existed, [action.email, account]]);
  const closing = { verdict: 'not_done', closes: intent, because: 'The account was there already' } as const;
  await run.chain.append(outcomeEntry(setup.target.name, action, closing));
}

/** The invited account was seen, and has no groups but default ones. */
async function takeIn(
  { run, intent }: Begun<Invite>,
  outcome: Outcome<Invited>,
  { setup, deps }: Applying,
): Promise<void> {
  if (outcome.kind !== 'done' || outcome.value.how === 'unseen') return;
  const { account } = outcome.value;
  if (await takeInInvited(run, setup.target.name, { account, position: intent }, deps))
    run.seen = new Map([[account.id, account]]);
}

/** Before each step: is the plan still the newest, is the account ours, and is it written down? */
async function begin<A extends Action>(run: Run, action: A, { setup, deps }: Applying): Promise<Begun<A> | undefined> {
  const { worker } = run;
  if (isGrant(action) && (await deps.ledger.workers.versionOf(worker.key)) !== worker.version) {
    run.end = { kind: 'stale' };
    return undefined;
  }
  if ('accountId' in action && !(await claimAccount(run, setup.target.name, action.accountId, deps))) return undefined;
  const intent = await run.chain.append(intentEntry(setup.target.name, action, run.groupNames));
  if (action.kind === 'invite' && openInvitations(run, setup.target.name).some(({ position }) => position < intent)) {
    // another run is inviting the same person; the chain says who was first
    const because = 'Another invitation of the same worker is open';
    await run.chain.append(outcomeEntry(setup.target.name, action, { verdict: 'not_done', closes: intent, because }));
    run.end = { kind: 'stale' };
    return undefined;
  }
  if (action.kind === 'disable') run.accounts = run.accounts.map((account) => disabledByUs(account, action.accountId));
  return { run, action, intent };
}

function perform(action: Step, { setup: { target }, call }: Applying): Promise<Outcome<unknown>> {
  switch (action.kind) {
    case 'adopt':
      return Promise.resolve(done(undefined));
    case 'enable':
      return target.setEnabled(action.accountId, true, call);
    case 'disable':
      return target.setEnabled(action.accountId, false, call);
    case 'set-role':
      return target.setRole(action.accountId, action.role, call);
    case 'add-to-groups':
      return target.addToGroups(action.accountId, action.groupIds, call);
    case 'remove-from-group':
      return target.removeFromGroup(action.groupId, [action.accountId], call);
  }
}

/** Takes an outcome in; true when the next step may follow. */
async function finish(begun: Begun<Action>, outcome: Outcome<unknown>, applying: Applying): Promise<boolean> {
  const { run, action, intent } = begun;
  if (outcome.kind === 'done') {
    run.executed = [...run.executed, { action, intent }];
    if (action.kind === 'adopt') run.accounts = [...run.accounts, adopted(run, action.accountId, applying)];
    return true;
  }
  const verdict = verdictOf(outcome);
  // what nobody knows stays open; the next look tells
  if (verdict) {
    const closing = { verdict, closes: intent, because: outcome.because };
    await run.chain.append(outcomeEntry(applying.setup.target.name, action, closing));
    if (action.kind === 'disable')
      run.accounts = run.accounts.map((account) => notDisabled(account, action.accountId, run));
  }
  await endWith(run, action, outcome, applying);
  return false;
}

const adopted = ({ chain }: Run, id: string, { setup }: Applying): ManagedAccount =>
  withWhatWasDone({ id, how: 'adopted', ownedGroups: [] }, chain, setup.target.name);

/** Our doing from here on, whether or not the answer arrives: who comes back is enabled again. */
const disabledByUs = (account: ManagedAccount, id: string): ManagedAccount =>
  account.id === id ? { ...account, left: { ...account.left, enabled: false } } : account;

/** The target said that it did not: the account stands as the last receipt left it. */
function notDisabled(account: ManagedAccount, id: string, { before }: Run): ManagedAccount {
  if (account.id !== id) return account;
  const { enabled: _, ...left } = account.left ?? {};
  const enabled = before.accounts.find((known) => known.id === id)?.left?.enabled;
  return { ...account, left: { ...left, ...(enabled !== undefined && { enabled }) } };
}

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

async function endWith(run: Run, action: Action, outcome: NotDone, { setup, deps }: Applying): Promise<void> {
  const now = deps.clock.now();
  switch (outcome.kind) {
    case 'refused':
      // the next rung is planned in the same convergence
      if (action.kind === 'disable')
        run.refusals = [...run.refusals, { rung: 'disable', at: now, because: outcome.because }];
      else fail(run, outcome.because, now);
      return;
    case 'wait': {
      // one kind of write that is forbidden, invitations under single sign-on say, keeps nobody from the others
      if (outcome.cause === 'forbidden') {
        deps.notice('write-forbidden', { target: setup.target.name, action: action.kind });
        return wait(run, outcome.because, now + FORBIDDEN_MS);
      }
      return wait(run, outcome.because, await closeGate(setup.target.name, outcome, deps));
    }
    case 'retryable':
    case 'permanent':
      fail(run, outcome.because, now);
  }
}
