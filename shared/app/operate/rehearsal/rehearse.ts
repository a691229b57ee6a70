import type { PlannedTarget } from '../../../contracts/operate/explain/planned.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Hold } from '../../../ports/ledger/people/holds.ts';
import { enforce } from '../../converge/act/enforce.ts';
import { executorFor } from '../../converge/act/executor.ts';
import { withoutRemovals } from '../../converge/act/pausing.ts';
import { convergeTarget } from '../../converge/converge-target.ts';
import type { ProvisionDeps, TargetSetup } from '../../converge/deps.ts';
import { prepare } from '../../converge/prepare.ts';
import { actionOf } from '../../converge/receipts/entry.ts';
import { openChain } from '../../converge/receipts/receipt-chain.ts';
import type { Run } from '../../converge/run.ts';
import { booked, spentUntil } from '../../quota/budget.ts';
import type { OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { plannedStep } from './planned-step.ts';
import { futureDeps, presentDeps } from './rehearsal-deps.ts';
import { rehearsalLedger } from './rehearsal-ledger.ts';
import { rehearsalTarget } from './rehearsal-target.ts';

export interface Rehearsed {
  readonly planned: PlannedTarget;
  /** Every hold that guards asked about. */
  readonly holds: readonly Hold[];
}

export interface Rehearsal {
  readonly worker: Worker;
  readonly setup: TargetSetup;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Lets provision's own pipeline run for one worker on one target, at an instant, with nothing real to write to: what it does is what
 * would be done. Its requests count against the target's budget, and a target that refuses them has its gate closed.
 */
export async function rehearse(rehearsal: Rehearsal, { deps, call }: Playing): Promise<Rehearsed> {
  const { setup } = rehearsal;
  const target = setup.target.name;
  const gate = await deps.ledger.gates.read(target);
  const stopped = gate
    ? `${gate.because} (closed until ${iso(gate.closedUntil)})`
    : (await spentUntil(setup, 'others', deps)) !== undefined
      ? 'The requests of this minute are used up; ask again in the next'
      : undefined;
  if (stopped !== undefined) return unasked(rehearsal, stopped, deps);
  return booked(setup, deps, { call, task: (counting) => play(rehearsal, { deps, call: counting }) });
}

type Playing = Pick<OperatorRequest, 'deps' | 'call'>;

async function play(rehearsal: Rehearsal, { deps, call }: Playing): Promise<Rehearsed> {
  const { worker, setup, at } = rehearsal;
  const { ledger, receipts } = rehearsalLedger(deps.ledger);
  const stage: TargetSetup = { ...setup, target: rehearsalTarget(setup.target) };
  const present = presentDeps(deps, ledger);
  const { future, groupName } = futureDeps(present, { deps, setup, at });

  const standing = standingAt(worker.engagements, worker.overrides, at);
  const member = { worker, standing, chain: await openChain(worker, present) };
  const { runs, rules, stopped } = await prepare(stage, [member], future, call);
  const [run] = runs;
  if (stopped || !run) return unasked(rehearsal, stopped?.because ?? 'There is nothing to plan', deps);
  await convergeTarget(runs, { setup: stage, rules, executorOf: () => enforce, deps: present, call });
  if (run.end?.kind === 'broken') throw run.end.error;
  if (!run.observed) return unasked(rehearsal, stateOf(run).because, deps);

  const intents = receipts.filter(({ header }) => header.entry === 'intent');
  const done = intents.flatMap((receipt) => actionOf(receipt) ?? []);
  const after = stateOf(run);
  const holds = run.asked.map(({ hold }) => hold);
  const held = after.state === 'held' ? (run.plan?.actions ?? []) : [];
  return {
    planned: {
      target: setup.target.name,
      ...(await realMode(rehearsal, deps, run)),
      steps: [
        ...done.map((action) => ({ ...plannedStep(action, groupName), held: false })),
        ...held.map((action) => ({ ...plannedStep(action, groupName), held: true })),
      ],
      afterwards: after,
      holds: holds.map(({ id, kind, because, decision }) => ({
        id,
        kind,
        because,
        ...(decision && { decision: decision.verdict }),
      })),
    },
    holds,
  };
}

async function unasked(rehearsal: Rehearsal, stopped: string, deps: Playing['deps']): Promise<Rehearsed> {
  const planned = {
    target: rehearsal.setup.target.name,
    ...(await realMode(rehearsal, deps)),
    stopped,
    steps: [],
    afterwards: { state: 'waiting', because: stopped },
    holds: [],
  };
  return { planned, holds: [] };
}

/** Whether steps would leave, by the mode and the switch that really stand. */
async function realMode(
  { setup, at }: Rehearsal,
  deps: Playing['deps'],
  run?: Run,
): Promise<Pick<PlannedTarget, 'mode' | 'sends'>> {
  const mode = await deps.ledger.flags.modeOf(setup.target.name);
  const executorOf = await executorFor(setup, asOf(presentDeps(deps, deps.ledger), at));
  return { mode, sends: run !== undefined && [enforce, withoutRemovals].includes(executorOf(run)) };
}

const asOf = (deps: ProvisionDeps, at: number): ProvisionDeps => ({ ...deps, clock: { ...deps.clock, now: () => at } });

function stateOf({ end }: Run): PlannedTarget['afterwards'] {
  return end?.kind === 'settled'
    ? { state: end.state, because: end.because }
    : { state: 'waiting', because: 'The worker was changed meanwhile; ask again' };
}
