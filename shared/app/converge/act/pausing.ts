import { PAUSED_LOOK_MS } from '../../../contracts/cadence.ts';
import { type Action, isGrant } from '../../../domain/plan/action.ts';
import type { ProviderTraits } from '../../../domain/provider/traits.ts';
import type { Pause } from '../../../ports/ledger/flags.ts';
import type { Executor } from '../by-target/converge-target.ts';
import { advance, isOpen, type Run, type RunEnd, waiting } from '../run.ts';
import { enforce } from './enforce.ts';

/** The executor of a target that is switched off: everything waits. */
export const waitForWrites =
  ({ what }: Pause): Executor =>
  async (runs, { setup, deps }) => {
    const { name } = setup.target;
    const because = what === 'writes' ? 'All writes are switched off' : `Writes to ${name} are switched off`;
    for (const run of runs) advance(run, { end: paused(run, because, { name, deps }) });
  };

/** The executor while nothing may be taken away: grants go out, the rest of a plan waits. */
export const withoutRemovals: Executor = async (runs, applying) => {
  const { setup, deps } = applying;
  const { name } = setup.target;
  for (const run of runs) {
    const grants = grantsOf(run.plan?.actions ?? [], setup.target.traits);
    const isPart = run.plan && grants.length > 0;
    advance(
      run,
      isPart
        ? { plan: { ...run.plan, actions: grants } }
        : { end: paused(run, 'Removing access is switched off', { name, deps }) },
    );
  }
  await enforce(runs.filter(isOpen), applying);
};

/** No account is enabled while it would have more access than policy wants. */
const grantsOf = (actions: readonly Action[], traits: ProviderTraits): readonly Action[] => {
  const grants = actions.filter((action) => isGrant(action, traits));
  return grants.length < actions.length && grants.some(({ kind }) => kind === 'enable') ? [] : grants;
};

/** Reports a change that waits, and answers how its run ends. */
function paused(
  run: Run,
  because: string,
  { name, deps }: { readonly name: string; readonly deps: Parameters<Executor>[1]['deps'] },
): RunEnd {
  deps.notice('change-paused', { target: name, workerKey: run.worker.key });
  return { ...waiting(run, because, deps.clock.now() + PAUSED_LOOK_MS), isPaused: true };
}
