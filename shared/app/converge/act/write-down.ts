import { foresee } from '../../../domain/plan/foresee.ts';
import { planDigest } from '../../../domain/plan/plan.ts';
import { besideOf } from '../receipts/beside.ts';
import { observedEntry } from '../receipts/entry.ts';
import { type Run, takeStep } from '../run.ts';
import type { Applying } from './applying.ts';

/** How soon to look again at a worker whose plan is written down. */
export const LOOK_MS = 60 * 60_000;

/** Why a plan is only written down, and when to look again (epoch ms). */
export interface Unwritten {
  readonly why: string;
  readonly lookAt: number;
  /** What it is about can be begun at the next look. */
  readonly isUndone?: boolean;
}

/** Observe mode's executor: writes down all that would be done, once for each list of steps, and sends nothing. */
export function writeDown(runs: readonly Run[], applying: Applying): Promise<void> {
  return writeDownAs(runs, applying, () => undefined);
}

/** The same for a reason of each run; observe mode where there is none. */
export async function writeDownAs(
  runs: readonly Run[],
  { setup, rules, deps, call }: Applying,
  whyOf: (run: Run) => Unwritten | undefined,
): Promise<void> {
  for (const run of runs) {
    await takeStep(run, async () => {
      if (!run.observed) return undefined;
      const actions = foresee(run.intent, run.observed, rules, await groupsOfAdopted(run, { setup, call }));
      const digest = planDigest({ actions });
      if (run.before.observedPlan !== digest) {
        const beside = besideOf(run, deps.clock.now());
        for (const action of actions) await run.chain.append(observedEntry(setup.target.name, action, beside));
      }
      const first = run.plan?.asks ? `, after an operator approves. ${run.plan.asks.because}` : '';
      const { why, lookAt, isUndone } = whyOf(run) ?? {
        why: `${setup.target.name} is in observe mode`,
        lookAt: deps.clock.now() + LOOK_MS,
        isUndone: false,
      };
      const because = `${why}: ${actions.length} changes would be made${first}`;
      const undone = isUndone ? { isUndone } : {};
      return { end: { kind: 'settled', state: 'waiting', because, lookAt, observedPlan: digest, ...undone } };
    });
  }
}

/** The groups of an account that would be taken over; they are not read before it is ours. None when the target does not say. */
async function groupsOfAdopted(
  { plan, groupNames: names }: Run,
  { setup, call }: Pick<Applying, 'setup' | 'call'>,
): Promise<readonly string[]> {
  const adopt = plan?.actions.find(({ kind }) => kind === 'adopt');
  if (adopt?.kind !== 'adopt') return [];
  const groups = await setup.target.groupsOf(adopt.accountId, call);
  if (groups.kind !== 'done') return [];
  for (const { id, alias, name } of groups.value) names.set(id, alias ?? name);
  return groups.value.map(({ id }) => id);
}
