import type { ShownRollout } from '../../../contracts/operate/rollout/shown-rollout.ts';
import { DAY_MS } from '../../../domain/plan/windows.ts';
import { type Rollout, stateOf } from '../../../domain/rollout/rollout.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName } from '../operator.ts';

/** A rollout as operators read it; `waiting`: how many wait for it, where that was counted. */
export function showRollout(
  rollout: Rollout,
  { clock, operators }: Pick<OperateDeps, 'clock' | 'operators'>,
  waiting?: number,
): ShownRollout {
  const { id, target, by, perDay, stopAt, startedAt, actor, reason, waves, scheduledAt, days, admitted } = rollout;
  const { halted, ended } = rollout;
  const now = clock.now();
  const state = stateOf(rollout);
  const today = days.find(({ at }) => now < at + DAY_MS);
  const said = (one: NonNullable<Rollout['ended']>) => ({
    at: iso(one.at),
    actor: actorName(one.actor, operators),
    reason: one.reason,
  });
  return {
    id,
    target,
    state: state !== 'ended' && waiting === 0 ? 'complete' : state,
    by,
    perDay,
    stopAt,
    since: iso(startedAt),
    actor: actorName(actor, operators),
    reason,
    wave: Math.min(waves.length, Math.floor((now - scheduledAt) / DAY_MS) + 1),
    waves: waves.length,
    admitted,
    today: { admitted: today?.ids.length ?? 0, failed: today?.failed.length ?? 0 },
    ...(waiting !== undefined && { waiting }),
    ...(halted?.kind === 'paused' && { paused: said(halted) }),
    ...(halted?.kind === 'stopped' && {
      stopped: { at: iso(halted.at), admitted: halted.admitted, failed: halted.failed },
    }),
    ...(ended && { ended: said(ended) }),
  };
}

/** The rollout in force on a target, for an answer about the target; nothing where there is none. */
export async function rolloutOn(
  target: string,
  deps: Pick<OperateDeps, 'ledger' | 'clock' | 'operators'>,
): Promise<{ readonly rollout?: ShownRollout }> {
  const rollout = await deps.ledger.rollouts.read(target);
  return rollout && !rollout.ended ? { rollout: showRollout(rollout, deps) } : {};
}
