import type { Converged } from './commit.ts';
import type { ProvisionDeps } from './deps.ts';
import type { Member } from './prepare.ts';

/** How long after it was due a leaver's access may go on before somebody is told. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Whatever a leaver waits for, only the end of their access stops the clock: they are looked at again when five minutes are over, and
 * from then on every look that finds no end is told of.
 */
export function mindLeaver(
  { worker, standing }: Member,
  converged: Converged,
  { clock, notice }: Pick<ProvisionDeps, 'clock' | 'notice'>,
): Converged {
  const { target, run, end } = converged;
  if (standing.kind !== 'ended' || run.access?.isOver) return converged;
  const now = clock.now();
  const endedAt = standing.endedAt ?? now;
  const overdueAt = endedAt + PATIENCE_MS;
  if (now < overdueAt) return { ...converged, end: { ...end, lookAt: Math.min(end.lookAt ?? overdueAt, overdueAt) } };
  notice('leaver-not-ended', { target, workerKey: worker.key, ms: now - endedAt });
  return { ...converged, end: { ...end, lookAt: end.lookAt ?? now + PATIENCE_MS } };
}
