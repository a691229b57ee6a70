import type { Executor } from '../converge-target.ts';
import { guardPlan } from '../guard/guard.ts';
import { guarded, hasActions } from '../run.ts';
import { applyPlans } from './apply.ts';

/** The executor that acts: what the guards let through is applied. Observe mode has no use for guards, for nothing happens there. */
export const enforce: Executor = async (runs, applying) => {
  // one after the other, for places in a window all stand in one item
  for (const run of runs) {
    const { plan } = run;
    if (plan) await guarded(run, () => guardPlan({ run, plan, ...applying }));
  }
  await applyPlans(runs.filter(hasActions), applying);
};
