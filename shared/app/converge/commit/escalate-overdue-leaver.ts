import { LEAVER_PATIENCE_MS } from '../../../contracts/cadence.ts';
import { isAhead } from '../../../domain/timeline/open-questions.ts';
import type { Standing } from '../../../domain/worker/standing.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Member } from '../prepare.ts';
import type { Converged } from '../run.ts';

/**
 * Whatever a leaver waits for, only the end of their access stops the clock: they are checked again when five minutes are over, and
 * from then on every check that finds no end is reported.
 */
export function escalateOverdueLeaver(
  { worker, standing }: Member,
  converged: Converged,
  { clock, notice }: Pick<ProvisionDeps, 'clock' | 'notice'>,
): Converged {
  const { target, run, end } = converged;
  const now = clock.now();
  const hasAccount = (worker.targets[target]?.accounts.length ?? 0) > 0;
  const endedAt = endOf(standing, now, hasAccount);
  if (endedAt === undefined || (standing.kind === 'ended' && run.access?.isOver)) return converged;
  const overdueAt = endedAt + LEAVER_PATIENCE_MS;
  if (now < overdueAt) return { ...converged, end: { ...end, lookAt: Math.min(end.lookAt ?? overdueAt, overdueAt) } };
  notice('leaver-not-ended', { target, workerKey: worker.key, ms: now - endedAt });
  return { ...converged, end: { ...end, lookAt: end.lookAt ?? now + LEAVER_PATIENCE_MS } };
}

/**
 * Since when access should be over, or may have to be (epoch ms): by HR or an operator, since HR spoke of an end without a date, or
 * since its words can be read as an end. A worker who never came and has no account has no access to end.
 */
function endOf({ kind, endedAt, questions = [] }: Standing, now: number, hasAccount: boolean): number | undefined {
  if (kind === 'ended') return endedAt ?? now;
  const since = questions.flatMap((question) => {
    if (question.kind === 'undated-ending') return [question.at];
    const isUnconfirmed = question.kind === 'unconfirmed' && question.of === 'left';
    const isAsked = isUnconfirmed || question.kind === 'unclear-ending' || (question.kind === 'no-show' && hasAccount);
    return isAsked && !isAhead(question, now) ? [question.from ?? question.at] : [];
  });
  return since.length > 0 ? Math.min(...since) : undefined;
}
