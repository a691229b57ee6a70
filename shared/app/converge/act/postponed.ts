import type { Wait } from '../../../domain/outcome.ts';
import { refusedRungs, withRefusal } from '../../../domain/plan/refused-rungs.ts';
import { type Postponed, type Run, type RunChange, waiting } from '../run.ts';
import type { Applying } from './applying.ts';

/** Whether the target itself refused this worker's disable within the last day: then only its channel is asked. */
export const isOnlyByChannel = ({ refusals }: Pick<Run, 'refusals'>): boolean =>
  refusedRungs(refusals).isRefusedWithout === true;

/** The end of a sign-in waits for the channel until `at` (epoch ms), and the rest of the plan goes on. */
export const postponed = ({ because }: Pick<Wait, 'because'>, at: number): { readonly postponed: Postponed } => ({
  postponed: { because: `${because}. Without it the target refuses to disable the account`, at },
});

/** The target itself refused to end a sign-in whose channel cannot be asked: both are remembered. */
export const refusedWithout = (
  { refusals }: Run,
  { because, wait, at }: { readonly because: string; readonly wait: Wait; readonly at: number },
  { deps }: Applying,
): RunChange => ({
  refusals: withRefusal(refusals, { rung: 'disable-without-channel', at: deps.clock.now(), because }),
  ...postponed(wait, at),
});

/** How a run ends of whose plan nothing is left but what waits for the channel; undefined where there is more to do. */
export function endOfPostponed(run: Run): RunChange | undefined {
  const { plan, postponed: why } = run;
  if (!why || !plan?.actions.every(({ kind }) => kind === 'disable')) return undefined;
  return { end: waiting(run, why.because, why.at) };
}
