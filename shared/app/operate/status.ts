import type { OutputOf } from '../../contracts/operate/command.ts';
import type { statusCommand, Trouble } from '../../contracts/operate/status.ts';
import { isOverOn } from '../../domain/access-over.ts';
import { RetryableError } from '../../domain/failure.ts';
import { standingAt } from '../../domain/standing.ts';
import type { Intake } from '../../ports/intake.ts';
import type { Pause } from '../../ports/ledger/flags.ts';
import { linesOf } from '../poll/due-lines.ts';
import { loadProgress } from '../poll/sweep-state.ts';
import type { TargetSetup } from '../provision/deps.ts';
import { type Answer, type Asking, answer, type OperateDeps } from './deps.ts';
import { findingsOf } from './findings.ts';
import { iso } from './iso.ts';
import { endOf } from './show-gate.ts';
import type { DueWorker, LastSweep, Situation } from './situation.ts';
import { troublesOf } from './troubles.ts';

type Status = OutputOf<typeof statusCommand>;

const COUNTED = 100;

/** How things stand, by a number of reads that does not grow with the company. */
export async function status(_input: object, { deps }: Asking): Promise<Answer<Status>> {
  const { ledger, intake, clock, targets } = deps;
  const now = clock.now();
  const [pauses, holds, leftToPersons, deadLetters, quarantined, due, gates, progress, turned, findings] =
    await Promise.all([
      ledger.flags.pauses(),
      ledger.holds.listOpen(COUNTED),
      ledger.holds.listLeftToPersons(COUNTED),
      ledger.deadLetters.list(COUNTED),
      ledger.quarantine.list(COUNTED),
      dueWorkers(deps, now),
      Promise.all(targets.map(({ target }) => ledger.gates.read(target.name))),
      Promise.all(targets.map((setup) => targetNow(setup, deps))),
      stateOf(intake),
      findingsOf(deps, now),
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
  };
  const troubles = troublesOf(situation);
  const [worst] = troubles;
  const byKind: Record<string, number> = {};
  for (const { kind } of holds) byKind[kind] = (byKind[kind] ?? 0) + 1;
  const oldest = Math.min(...due.map(({ at }) => at));

  return answer({
    headline: worst
      ? headlineOf(worst)
      : 'Healthy: every target may be asked, nobody waits for a person, nothing was parked',
    troubles,
    findings,
    writesOff: pauses.some(({ what }) => what === 'writes'),
    paused: pauses.map(showPause),
    intake: turned,
    targets: progress.map(({ shown: target }) => {
      const gate = closed.find((one) => one.target === target.target);
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
    holds: { open: holds.length, byKind },
    workers: {
      due: due.length,
      leaversNotEnded: due.filter(({ leaver }) => leaver).length,
      ...(due.length > 0 && { oldestDue: iso(oldest) }),
    },
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

/** Lambda is not asked for anything else here, so its trouble must not keep the rest from being told. */
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

/** Those whose time has come; a leaver counts as long as their access is not over everywhere. */
async function dueWorkers({ ledger, targets }: OperateDeps, now: number): Promise<readonly DueWorker[]> {
  const lines = linesOf(targets.map(({ target }) => target.name));
  const { dueLines, workers } = ledger;
  const places = await Promise.all(
    lines.flatMap((line) => [dueLines.due(line, now + 1, COUNTED), dueLines.unserved(line, now, COUNTED)]),
  );
  const keys = new Set(places.flat().map(({ workerKey }) => workerKey));
  const loaded = await Promise.all([...keys].slice(0, COUNTED).map((key) => workers.load(key)));
  return loaded.flatMap((worker) => {
    if (!worker?.due || worker.due.at > now) return [];
    const standing = standingAt(worker.engagements, worker.overrides, now);
    const isOpen = Object.values(worker.targets).some((record) => !isOverOn(record));
    const leaver = standing.kind === 'ended' && isOpen;
    return [{ workerKey: worker.key, at: worker.due.at, leaver, endedAt: standing.endedAt }];
  });
}

async function targetNow(
  { target: { name }, settings }: TargetSetup,
  { ledger }: OperateDeps,
): Promise<{ readonly shown: Status['targets'][number]; readonly sweep?: LastSweep }> {
  const progress = await loadProgress(name, ledger);
  const mode = await ledger.flags.modeOf(name);
  if (!progress) return { shown: { target: name, mode } };
  const { step, startedAt, seen } = progress.state;
  const isFinished = step === 'finished';
  const state = isFinished ? ('finished' as const) : ('running' as const);
  return {
    shown: { target: name, mode, sweep: { state, startedAt: iso(startedAt), accounts: seen } },
    sweep: { target: name, isFinished, startedAt, periodMs: settings.sweepMinutes * 60_000 },
  };
}
