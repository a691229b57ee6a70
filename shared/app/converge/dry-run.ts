import type { Action } from '../../domain/plan/action.ts';
import { actionOf } from '../../domain/plan/action-of.ts';
import { accessAt } from '../../domain/worker/access-standing.ts';
import type { Worker, WorkerState } from '../../domain/worker/worker.ts';
import type { Mode } from '../../ports/ledger/flags.ts';
import type { Hold } from '../../ports/ledger/people/holds.ts';
import type { Call } from '../../ports/target/call.ts';
import { booked, spentUntil } from '../quota/budget.ts';
import { enforce } from './act/enforce.ts';
import { executorFor } from './act/executor.ts';
import { withoutRemovals } from './act/pausing.ts';
import { convergeTarget } from './by-target/converge-target.ts';
import { atInstant, type DryRunDeps, futureDeps, presentDeps } from './dry-run/future-deps.ts';
import { imaginedTarget } from './dry-run/imagined-target.ts';
import { readOnlyLedger } from './dry-run/read-only-ledger.ts';
import { prepare } from './prepare.ts';
import { openChain } from './receipts/receipt-chain.ts';
import type { Run } from './run.ts';
import type { TargetSetup } from './target-setup.ts';

/** Whom, where and when to try. */
export interface DryRun {
  readonly worker: Worker;
  readonly setup: TargetSetup;
  /** Epoch ms. */
  readonly at: number;
}

/** What a dry run came to. */
export interface Tried {
  readonly mode: Mode;
  /** Whether the steps would leave, by the mode and the switches as they are. */
  readonly sends: boolean;
  /** Why the target was not asked, where it was not. */
  readonly stopped?: { readonly because: string; readonly closedUntil?: number };
  readonly steps: readonly Action[];
  /** Steps that wait for a person. */
  readonly held: readonly Action[];
  readonly afterwards: { readonly state: WorkerState; readonly because: string };
  /** Every hold that guards found. */
  readonly holds: readonly Hold[];
  /** What the configuration calls a group, or else the target. */
  readonly groupName: (id: string) => string;
}

interface Trying {
  readonly deps: DryRunDeps;
  readonly call: Call;
}

/**
 * Lets the pipeline run for one worker on one target, at an instant, with nothing real to write to: what it does is what would be done.
 * Its requests count against the target's budget, and a target that refuses them has its gate closed. Throws what our own store throws.
 */
export async function dryRun(run: DryRun, { deps, call }: Trying): Promise<Tried> {
  const { setup } = run;
  const gate = await deps.ledger.gates.read(setup.target.name);
  if (gate) return notAsked(run, { because: gate.because, closedUntil: gate.closedUntil }, deps);
  if ((await spentUntil(setup, 'others', deps)) !== undefined)
    return notAsked(run, { because: 'The requests of this minute are used up; ask again in the next' }, deps);
  return booked(setup, deps, { call, task: (counting) => tryOut(run, { deps, call: counting }) });
}

async function tryOut(tried: DryRun, { deps, call }: Trying): Promise<Tried> {
  const { worker, setup, at } = tried;
  const { ledger, receipts } = readOnlyLedger(deps.ledger);
  const imagined: TargetSetup = { ...setup, target: imaginedTarget(setup.target) };
  const present = presentDeps(deps, ledger);
  const { future, groupName } = futureDeps(present, { deps, setup, at });

  const standing = accessAt(worker, at, deps.policy.access);
  const member = { worker, standing, chain: await openChain(worker, present) };
  const { runs, rules, stopped } = await prepare(imagined, [member], future, call);
  const [run] = runs;
  if (stopped || !run) return notAsked(tried, { because: stopped?.because ?? 'There is nothing to plan' }, deps);
  await convergeTarget(runs, { setup: imagined, rules, executorOf: () => enforce, deps: present, call });
  if (run.end?.kind === 'broken') throw run.end.error;
  const afterwards = stateOf(run);
  if (!run.observed) return notAsked(tried, { because: afterwards.because }, deps);
  return {
    ...(await asItIs(tried, deps, run)),
    steps: receipts.filter(({ header }) => header.entry === 'intent').flatMap((receipt) => actionOf(receipt) ?? []),
    held: afterwards.state === 'held' ? (run.plan?.actions ?? []) : [],
    afterwards,
    holds: run.asked.map(({ hold }) => hold),
    groupName: (id) => run.groupNames.get(id) ?? groupName(id),
  };
}

async function notAsked(tried: DryRun, stopped: NonNullable<Tried['stopped']>, deps: DryRunDeps): Promise<Tried> {
  return {
    ...(await asItIs(tried, deps)),
    stopped,
    steps: [],
    held: [],
    afterwards: { state: 'waiting', because: stopped.because },
    holds: [],
    groupName: (id) => id,
  };
}

async function asItIs({ setup, at }: DryRun, deps: DryRunDeps, run?: Run): Promise<Pick<Tried, 'mode' | 'sends'>> {
  const mode = await deps.ledger.flags.modeOf(setup.target.name);
  const executorOf = await executorFor(setup, atInstant(presentDeps(deps, deps.ledger), at));
  return { mode, sends: run !== undefined && [enforce, withoutRemovals].includes(executorOf(run)) };
}

function stateOf({ end }: Run): Tried['afterwards'] {
  return end?.kind === 'settled'
    ? { state: end.state, because: end.because }
    : { state: 'waiting', because: 'The worker was changed meanwhile; ask again' };
}
