import { endingOverride } from '../../../domain/worker/override.ts';
import type { Call } from '../../../ports/target/call.ts';
import { booked, spentUntil } from '../../quota/budget.ts';
import { executorFor } from '../act/executor.ts';
import type { ActingDeps } from '../deps.ts';
import { idleRun, type Member, prepare } from '../prepare.ts';
import { advance, type Run, waiting } from '../run.ts';
import type { TargetSetup } from '../target-setup.ts';
import { convergeTarget } from './converge-target.ts';

/** All members on one target. Trouble here is no trouble elsewhere. */
export async function convergeOn(
  setup: TargetSetup,
  members: readonly Member[],
  deps: ActingDeps,
  call: Call,
): Promise<readonly Run[]> {
  const now = deps.clock.now();
  const isLeaver = ({ standing }: Member) => standing.kind === 'ended';
  const [leaversWait, othersWait] = await Promise.all([
    members.some(isLeaver) ? spentUntil(setup, 'leavers', deps) : undefined,
    members.every(isLeaver) ? undefined : spentUntil(setup, 'others', deps),
  ]);
  // whom an operator named waits for no budget
  const waitOf = (member: Member): number | undefined =>
    endingOverride(member.worker.overrides, now) ? undefined : isLeaver(member) ? leaversWait : othersWait;

  const later = members.flatMap((member) => {
    const until = waitOf(member);
    if (until === undefined) return [];
    const run = idleRun(member, setup, now);
    advance(run, { end: waiting(run, `The requests of this minute to ${setup.target.name} are used up`, until) });
    return [run];
  });
  const served = members.filter((member) => waitOf(member) === undefined);
  if (served.length === 0) return later;
  const leavers = served.filter(isLeaver).length;
  const runs = await booked(setup, deps, {
    call,
    workers: { leavers, others: served.length - leavers },
    task: (counting) => servedNow(setup, served, deps, counting),
  });
  return [...later, ...runs];
}

async function servedNow(
  setup: TargetSetup,
  members: readonly Member[],
  deps: ActingDeps,
  call: Call,
): Promise<readonly Run[]> {
  const { runs, rules, stopped } = await prepare(setup, members, deps, call);
  if (stopped) for (const run of runs) advance(run, { end: waiting(run, stopped.because, stopped.at) });
  else await convergeTarget(runs, { setup, rules, executorOf: await executorFor(setup, deps), deps, call });
  return runs;
}
