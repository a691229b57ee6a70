import type { Executor } from '../by-target/converge-target.ts';
import { judgePlan } from '../guard/guard.ts';
import { startDateOf } from '../guard/wait-for-room.ts';
import { hasActions, takeStep, waiting, withAsked } from '../run.ts';
import { applyPlans } from './apply.ts';

/** The executor that acts: what the guards let pass is applied. Observe mode has no use for guards, for nothing happens there. */
export const enforce: Executor = async (runs, applying) => {
  // one after the other, for places in a window all stand in one item; of joiners who starts first comes first
  for (const run of runs.toSorted((a, b) => (startDateOf(a) < startDateOf(b) ? -1 : 1))) {
    const { plan } = run;
    if (!plan) continue;
    await takeStep(run, async () => {
      const judged = await judgePlan({ run, plan, ...applying });
      const asked = withAsked(run, plan, judged);
      if (judged.kind === 'hold') return { asked, end: judged.end };
      return judged.kind === 'wait'
        ? { asked, end: waiting(run, judged.because, judged.until) }
        : { asked, expected: judged.expected };
    });
  }
  await applyPlans(runs.filter(hasActions), applying);
};
