import { planDigest } from '../../domain/plan.ts';
import type { Applying } from './apply.ts';
import { outcomeEntry } from './entry.ts';
import { guarded, type Run } from './run.ts';

const LOOK_MS = 60 * 60_000;

/** Observe mode's executor: writes down what would be done, once a plan, and sends nothing. */
export async function writeDown(runs: readonly Run[], { setup, deps }: Applying): Promise<void> {
  for (const run of runs) {
    await guarded(run, async () => {
      const { plan } = run;
      if (!plan) return;
      const digest = planDigest(plan);
      if (run.before.observedPlan !== digest) {
        for (const action of plan.actions)
          await run.chain.append(outcomeEntry(setup.target.name, action, { verdict: 'would_apply' }));
      }
      const because = `${setup.target.name} is in observe mode: ${plan.actions.length} changes would be made`;
      run.end = {
        kind: 'settled',
        state: 'waiting',
        because,
        lookAt: deps.clock.now() + LOOK_MS,
        observedPlan: digest,
      };
    });
  }
}
