import { PAUSED_LOOK_MS } from '../../../contracts/cadence.ts';
import { type Action, isGrant } from '../../../domain/plan/action.ts';
import type { Flags, Pause } from '../../../ports/ledger/flags.ts';
import type { Executor } from '../converge-target.ts';
import { holdBefore, isOpen, type Run } from '../run.ts';
import { enforce } from './enforce.ts';

/** What keeps a target from being written at all: the switch for everything, or its own. */
export async function writesOff(target: string, flags: Flags): Promise<Pause | undefined> {
  const pauses = await flags.pauses();
  return pauses.find(({ what }) => what === 'writes' || what === `target ${target}`);
}

/** The executor of a target that is switched off: everything waits. */
export const waitForWrites =
  ({ what }: Pause): Executor =>
  async (runs, { setup, deps }) => {
    const { name } = setup.target;
    const because = what === 'writes' ? 'All writes are switched off' : `Writes to ${name} are switched off`;
    for (const run of runs) waitFor(run, because, { name, deps });
  };

/** The executor while nothing may be taken away: grants go out, the rest of a plan waits. */
export const withoutRemovals: Executor = async (runs, applying) => {
  const { setup, deps } = applying;
  const { name } = setup.target;
  for (const run of runs) {
    const grants = grantsOf(run.plan?.actions ?? []);
    if (run.plan && grants.length > 0) run.plan = { ...run.plan, actions: grants };
    else waitFor(run, 'Taking access away is switched off', { name, deps });
  }
  await enforce(runs.filter(isOpen), applying);
};

/** Nobody is let in again while they would have more than they are to have. */
const grantsOf = (actions: readonly Action[]): readonly Action[] => {
  const grants = actions.filter(isGrant);
  return grants.length < actions.length && grants.some(({ kind }) => kind === 'enable') ? [] : grants;
};

function waitFor(
  run: Run,
  because: string,
  { name, deps }: { readonly name: string; readonly deps: Parameters<Executor>[1]['deps'] },
): void {
  deps.notice('change-paused', { target: name, workerKey: run.worker.key });
  run.end = {
    kind: 'settled',
    state: 'waiting',
    because,
    lookAt: deps.clock.now() + PAUSED_LOOK_MS,
    isPaused: true,
    isUndone: true,
    ...holdBefore(run),
  };
}
