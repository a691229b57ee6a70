import { type Action, isEnding } from '../../../domain/plan/action.ts';
import type { Next, Plan } from '../../../domain/plan/plan.ts';
import { settle } from '../guard/settle.ts';
import { later, mayWait, othersWait } from '../look/others-first.ts';
import { advance, isOpen, type Run, takeStep } from '../run.ts';
import type { Applying } from './applying.ts';
import { channelClosed } from './by-channel.ts';
import { inviteTogether, isInvite } from './invite-together.ts';
import { endOfPostponed, isOnlyByChannel, postponed } from './postponed.ts';
import { begin, finish, perform, type Step, waitingFor } from './step.ts';

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
  await Promise.all(leavers.map((run) => showLater(run, applying)));
}

/** Ends the run of a leaver whose assets were handed over, or whose account is being removed: the target shows that later. */
async function showLater(run: Run, applying: Applying): Promise<void> {
  const { plan } = run;
  const next = run.isRemoving ? REMOVING : run.isHandingOver ? HANDED_OVER : undefined;
  if (!plan || !next || !isOpen(run)) return;
  await restLater(run, { ...plan, actions: [], next }, applying);
}

const HANDED_OVER: Next = {
  kind: 'waiting',
  because: 'Access ended; assets were handed over, and the target does not show it yet',
  isSoon: true,
};

const REMOVING: Next = {
  kind: 'waiting',
  because: 'Access ended; the target was told to remove the account, and does not show it yet',
  isSoon: true,
};

/** Ends the run of a leaver of whose plan nothing is left but what waits for others. */
async function tidyLater(run: Run, now: number, applying: Applying): Promise<void> {
  const { plan } = run;
  if (!plan || !isOpen(run) || plan.actions.length === 0) return;
  if (!plan.actions.every((action) => mayWait(run, action, now))) return;
  await restLater(run, later(plan), applying);
}

/** Ends the run of a leaver by a plan that does nothing more now; the guards let it through already, and count it no more. */
async function restLater(run: Run, plan: Plan, applying: Applying): Promise<void> {
  await takeStep(run, async () => {
    const { end, ...change } = await settle({ run, plan, ...applying });
    return { ...change, ...(end && { end: end.kind === 'settled' ? { ...end, isLetThrough: true } : end }) };
  });
}

const actionsOf = ({ plan }: Run): readonly Action[] => plan?.actions ?? [];
const isStep = (action: Action): action is Step => action.kind !== 'invite';
const stepsOf = (run: Run): readonly Step[] => actionsOf(run).filter(isStep);
/** The steps of the first rung: of an administrator the role may have to go before. */
const endsSignIn = (action: Action): boolean => isEnding(action) || action.kind === 'set-role';

/** A step that was refused or did not get through ends the others of its worker. */
async function inOrder(run: Run, actions: readonly Step[], applying: Applying): Promise<void> {
  await takeStep(run, async () => {
    for (const action of actions) {
      if (!isOpen(run)) break;
      if (action.kind === 'disable' && run.postponed) continue;
      const closed = await channelClosed(action.kind, applying);
      if (closed && action.kind !== 'disable') return waitingFor(run, closed, applying);
      if (closed && isOnlyByChannel(run)) {
        advance(run, postponed(closed, closed.retryAt));
        const end = endOfPostponed(run);
        if (end) return end;
        continue;
      }
      const begun = await begin(run, action, applying);
      if (!begun || !(await finish(begun, await perform(begun, applying, closed), applying))) break;
    }
    return undefined;
  });
}
