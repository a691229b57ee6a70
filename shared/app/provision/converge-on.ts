import type { Call } from '../../ports/target.ts';
import { booked, budgetSpentUntil } from './budget.ts';
import { convergeTarget } from './converge-target.ts';
import type { ActingDeps, TargetSetup } from './deps.ts';
import { executorFor } from './executor.ts';
import { idleRun, type Member, prepare } from './prepare.ts';
import { type Run, wait } from './run.ts';

/** All members on one target. Trouble here is no trouble elsewhere. */
export async function convergeOn(
  setup: TargetSetup,
  members: readonly Member[],
  deps: ActingDeps,
  call: Call,
): Promise<readonly Run[]> {
  const spentUntil = await budgetSpentUntil(setup, deps);
  // leavers have no budget but the target's own limit
  const now = members.filter(({ standing }) => spentUntil === undefined || standing.kind === 'ended');
  const later = members
    .filter((member) => !now.includes(member))
    .map((member) => idleRun(member, setup, deps.clock.now()));
  for (const run of later)
    wait(run, `The requests of this minute to ${setup.target.name} are used up`, spentUntil ?? deps.clock.now());
  return [
    ...later,
    ...(now.length > 0
      ? await booked(setup, deps, { call, task: (counting) => convergeNow(setup, now, deps, counting) })
      : []),
  ];
}

async function convergeNow(
  setup: TargetSetup,
  members: readonly Member[],
  deps: ActingDeps,
  call: Call,
): Promise<readonly Run[]> {
  const { runs, rules, stopped } = await prepare(setup, members, deps, call);
  if (stopped) for (const run of runs) wait(run, stopped.because, stopped.at);
  else await convergeTarget(runs, { setup, rules, executorOf: await executorFor(setup, deps), deps, call });
  return runs;
}
