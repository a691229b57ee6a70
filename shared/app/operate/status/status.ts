import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { statusCommand, Trouble } from '../../../contracts/operate/status/status.ts';
import { RetryableError } from '../../../domain/failure.ts';
import type { Intake } from '../../../ports/intake.ts';
import type { Pause } from '../../../ports/ledger/flags.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { loadProgress } from '../../poll/sweep/sweep-state.ts';
import { gatesOf } from '../control/gates-of.ts';
import { endOf } from '../control/show-gate.ts';
import { type Answer, answer, type OperateDeps, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { rolloutOn } from '../rollout/show-rollout.ts';
import { heardConnections, unheardConnectionsNow } from './connection-troubles.ts';
import { COUNTED, dueWorkers } from './due-workers.ts';
import { findingsOf } from './findings.ts';
import { policyFindings, policyNow } from './policy-troubles.ts';
import type { LastSweep, Situation } from './situation.ts';
import { comingSentence, stillComing } from './still-coming.ts';
import { troublesOf } from './troubles.ts';

type Status = OutputOf<typeof statusCommand>;

const HEALTHY = 'Healthy: every gate is open, no hold is open, no message is parked, no event is on its way';

/** The state of the system, with a number of reads that does not grow with the company. */
export async function status(_input: object, { deps }: OperatorRequest): Promise<Answer<Status>> {
  const { ledger, intake, clock, targets } = deps;
  const now = clock.now();
  const [
    pauses,
    holds,
    leftToPersons,
    deadLetters,
    quarantined,
    due,
    gates,
    progress,
    turned,
    findings,
    policy,
    connections,
    unheard,
  ] = await Promise.all([
    ledger.flags.pauses(),
    ledger.holds.listOpen(COUNTED),
    ledger.holds.listLeftToPersons(COUNTED),
    ledger.deadLetters.list(COUNTED),
    ledger.quarantine.list(COUNTED),
    dueWorkers(deps, now),
    Promise.all(
      gatesOf(targets).map(async ({ gate, ...of }) => {
        const closed = await ledger.gates.read(gate);
        return closed && { ...closed, ...of };
      }),
    ),
    Promise.all(targets.map((setup) => targetNow(setup, deps))),
    stateOf(intake),
    findingsOf(deps, now),
    policyNow(deps, now),
    heardConnections(deps),
    unheardConnectionsNow(deps, now),
  ]);
  const closed = gates.filter((gate) => gate !== undefined);
  const sweeps = progress.flatMap(({ sweep }) => sweep ?? []);
  const situation = {
    now,
    pauses,
    holds,
    leftToPersons,
    deadLetters,
    quarantined,
    due,
    gates: closed,
    intake: turned,
    sweeps,
    policy,
    connections,
    unheard,
    rollouts: progress.flatMap(({ shown: { rollout } }) => rollout ?? []),
  };
  const troubles = troublesOf(situation);
  const comingIn = await stillComing(due, deps);
  const [worst] = troubles;
  const byKind: Record<string, number> = {};
  for (const { kind } of holds) byKind[kind] = (byKind[kind] ?? 0) + 1;
  const oldest = Math.min(...due.map(({ at }) => at));

  return answer({
    headline: worst ? headlineOf(worst) : comingIn ? comingSentence(comingIn) : HEALTHY,
    troubles,
    findings: [...policyFindings(situation), ...findings],
    writesOff: pauses.some(({ what }) => what === 'writes'),
    paused: pauses.map(showPause),
    intake: turned,
    policy: {
      hash: policy.hash,
      state: policy.waitsSince === undefined ? 'active' : 'waits',
      ...(policy.waitsSince !== undefined && { since: iso(policy.waitsSince) }),
    },
    targets: progress.map(({ shown: target }) => {
      const gate = closed.find((one) => one.target === target.target && one.channel === undefined);
      return {
        ...target,
        ...(gate && {
          gate: {
            cause: gate.cause,
            because: gate.because,
            closedAt: iso(gate.closedAt),
            closedUntil: iso(endOf(gate, now)),
          },
        }),
      };
    }),
    connections: connections.map(({ name, at, hasSent }) => ({
      connection: name,
      ...(hasSent && { lastHeard: iso(at) }),
    })),
    holds: { open: holds.length, byKind },
    workers: {
      due: due.length,
      leaversNotEnded: due.filter(({ leaver }) => leaver).length,
      ...(due.length > 0 && { oldestDue: iso(oldest) }),
    },
    ...(comingIn && { coming: comingIn }),
    deadLetters: deadLetters.length,
    quarantined: quarantined.length,
    countedUpTo: COUNTED,
  });
}

/** Some troubles say themselves since when they are one. */
function headlineOf({ what, since, harms, next }: Trouble): string {
  const isSaid = since === undefined || what.includes(since);
  return `${what}${isSaid ? '' : ` since ${since}`}. ${harms}. Next: ${next}`;
}

/** Lambda is not asked for anything else here, so its failure must not hide the rest. */
async function stateOf(intake: Intake): Promise<Situation['intake']> {
  try {
    return await intake.state();
  } catch (error) {
    if (error instanceof RetryableError) return 'unknown';
    throw error;
  }
}

function showPause({ what, actor, reason, at }: Pause): Status['paused'][number] {
  const target = what.startsWith('target ') ? what.slice('target '.length) : undefined;
  return { what: target === undefined ? what : 'target', ...(target && { target }), actor, reason, since: iso(at) };
}

async function targetNow(
  { target: { name }, settings }: TargetSetup,
  deps: OperateDeps,
): Promise<{ readonly shown: Status['targets'][number]; readonly sweep?: LastSweep }> {
  const progress = await loadProgress(name, deps.ledger);
  const mode = await deps.ledger.flags.modeOf(name);
  const target = { target: name, mode, ...(await rolloutOn(name, deps)) };
  if (!progress) return { shown: target };
  const { step, startedAt, seen } = progress.state;
  const isFinished = step === 'finished';
  const state = isFinished ? ('finished' as const) : ('running' as const);
  return {
    shown: { ...target, sweep: { state, startedAt: iso(startedAt), accounts: seen } },
    sweep: { target: name, isFinished, startedAt, periodMs: settings.sweepMinutes * 60_000 },
  };
}
