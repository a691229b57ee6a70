import type { NotDone } from '../../../domain/outcome.ts';
import type { TargetRules } from '../../../domain/plan/observed.ts';
import { planFor } from '../../../domain/plan/plan-for.ts';
import { afterStep } from '../../../domain/worker/left-changes.ts';
import type { Call } from '../../../ports/target/call.ts';
import { closeGate } from '../../quota/gate.ts';
import type { Applying } from '../act/applying.ts';
import { endOfPostponed } from '../act/postponed.ts';
import type { ProvisionDeps } from '../deps.ts';
import { settle } from '../guard/settle.ts';
import { followRemovals } from '../look/follow-removals.ts';
import { findHeir } from '../look/heir.ts';
import { lookAtAll } from '../look/look.ts';
import { tellOfTokens } from '../look/made-tokens.ts';
import { noteDrift } from '../look/note-drift.ts';
import { noteMisaddressed } from '../look/note-misaddressed.ts';
import { noteOwnEndings } from '../look/own-endings.ts';
import { takeUpInvitations } from '../look/own-invitations.ts';
import { noteAssets } from '../look/owned-assets.ts';
import { takeOverErased } from '../look/take-over-erased.ts';
import { askWhose } from '../look/whose.ts';
import { closeIntents, proveExecuted } from '../receipts/prove.ts';
import { noteReturned } from '../receipts/returned.ts';
import {
  advance,
  failing,
  hasActions,
  isOpen,
  openInvitations,
  type Run,
  type RunChange,
  takeStep,
  waiting,
} from '../run.ts';
import type { TargetSetup } from '../target-setup.ts';

/** Look, plan, guard, apply; the next look proves what was done and may find more to do: an invited account its groups, say. */
const MAX_PASSES = 6;

export type Executor = (runs: readonly Run[], applying: Applying) => Promise<void>;

export interface Converging {
  readonly setup: TargetSetup;
  readonly rules: TargetRules;
  /** Guards and applies plans, or writes them down: chosen by the target's mode, for each worker. */
  readonly executorOf: (run: Run) => Executor;
  readonly deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice' | 'policy'>;
  readonly call: Call;
}

/** Brings all workers of a batch in line on one target, with as few requests as it can. Every run is ended afterwards. */
export async function convergeTarget(runs: readonly Run[], converging: Converging): Promise<void> {
  const { setup, deps, call } = converging;
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    const open = runs.filter(isOpen);
    if (open.length === 0) break;
    const askedAt = deps.clock.now();
    let answers = 0;
    const heard: Call = {
      ...call,
      onRequest: (request) => {
        if (request.status !== undefined) answers++;
        call.onRequest?.(request);
      },
    };
    const stopped = await lookAtAll(setup, open, { call: heard, now: askedAt });
    if (stopped) return stopAll(open, stopped, converging);
    // a look that needed no request says nothing of the target
    if (pass === 1 && answers > 0) await deps.ledger.gates.open(setup.target.name, askedAt);
    await Promise.all(open.filter(isOpen).map((run) => takeStep(run, () => consider(run, converging))));
    const planned = open.filter(hasActions);
    // chosen for all before any acts: a rollout admits workers by acting
    for (const [executor, chosen] of Map.groupBy(planned, converging.executorOf))
      await executor(chosen, { setup, rules: converging.rules, deps, call });
  }
  const because = `${setup.target.name} is still changing after ${MAX_PASSES} rounds; see the worker's receipts`;
  for (const run of runs.filter(isOpen)) advance(run, { end: failing(run, because, deps.clock.now()) });
}

/** One worker between a look and the next step: what was done is proven, what is to do is planned. */
async function consider(run: Run, converging: Converging): Promise<RunChange | undefined> {
  const { setup, rules, deps, call } = converging;
  const target = setup.target.name;
  advance(run, { plan: undefined });
  const hasTakenUp = await takeUpInvitations(run, setup.target, deps);
  if (!isOpen(run) || hasTakenUp) return undefined;
  advance(run, noteMisaddressed(run));
  const steps = run.executed;
  if (!(await proveExecuted(run, target))) {
    deps.notice('unverified', { target, workerKey: run.worker.key });
    const because = `${target} does not show the change it accepted; it is checked again`;
    return { end: failing(run, because, deps.clock.now()) };
  }
  const accounts = run.accounts.map((account) => steps.reduce((left, { action }) => afterStep(left, action), account));
  advance(run, { accounts });
  if (!run.hasResumed) {
    await noteDrift(run, { target, rules, deps });
    advance(run, await followRemovals(run, target, deps));
    await closeIntents(run, target, deps);
    await noteOwnEndings(run, target, deps);
  }
  advance(run, { hasResumed: true, ...(await askWhose(run, target, deps)) });
  advance(run, await findHeir(run, { setup, deps, call }));
  if (!run.observed) return undefined;
  await takeOverErased(run, target, deps);
  const isInvitationOpen = openInvitations(run, target).length > 0;
  const plan = planFor(run.intent, { ...run.observed, isInvitationOpen }, rules);
  advance(run, { plan, ...(plan.access && { access: plan.access }) });
  advance(run, { ...tellOfTokens(run, target, deps), ...(await noteAssets(run, setup.target)) });
  if (plan.actions.length > 0) return endOfPostponed(run);
  advance(run, await noteReturned(run, target, deps));
  return settle({ run, plan, setup, deps, call });
}

/** The target gave no answer: all workers wait, one alarm is raised. */
async function stopAll(runs: readonly Run[], stopped: NotDone, { setup, deps }: Converging): Promise<void> {
  const until = await closeGate(setup.target.name, stopped, deps);
  for (const run of runs) {
    const end =
      stopped.kind === 'wait' ? waiting(run, stopped.because, until) : failing(run, stopped.because, deps.clock.now());
    advance(run, { end });
  }
}
