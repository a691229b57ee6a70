import { admit, hasStopped } from '../../../domain/rollout/admission.ts';
import { placeOf } from '../../../domain/rollout/place.ts';
import { type Rollout, type RolloutState, stateOf } from '../../../domain/rollout/rollout.ts';
import type { Executor } from '../by-target/converge-target.ts';
import { advance, type Run, takeStep } from '../run.ts';
import type { Applying } from './applying.ts';
import { tellStopped } from './tell-stopped.ts';
import { LOOK_MS, type Unwritten, writeDownAs } from './write-down.ts';

export const isAdmitted = ({ admitted }: Pick<Run, 'admitted'>, { id }: Rollout): boolean => admitted?.rollout === id;

/**
 * The executor for workers whom the rollout on their target has not admitted so far: it admits those whose turn has come, and writes them.
 * The plans of the others are written down.
 */
export const byTurn =
  (act: Executor): Executor =>
  async (runs, applying) => {
    const unwritten = new Map<Run, Unwritten>();
    for (const run of runs) {
      await takeStep(run, async () => {
        const asked = await askForTurn(run, applying);
        if (asked.kind === 'unwritten') unwritten.set(run, asked);
        return asked.kind === 'admitted' ? { admitted: asked.admitted } : undefined;
      });
    }
    await act(
      runs.filter((run) => !run.end && !unwritten.has(run)),
      applying,
    );
    await writeDownAs([...unwritten.keys()], applying, (run) => unwritten.get(run));
  };

/**
 * The executor for leavers whom the rollout has not admitted. Whom it took something from is admitted by that, without a place of a day: an
 * ending that HR, or an operator, takes back is taken back here too.
 */
export const forLeavers =
  (act: Executor, { id: rollout }: Rollout): Executor =>
  async (runs, applying) => {
    const { setup, deps } = applying;
    await act(runs, applying);
    for (const run of runs)
      if (run.executed.length > 0 || run.chain.openIntents(setup.target.name).length > 0)
        advance(run, { admitted: { rollout, at: deps.clock.now() } });
  };

interface Answered {
  readonly asked: Asked;
  readonly stopped?: Rollout;
}

type Asked =
  | { readonly kind: 'admitted'; readonly admitted: NonNullable<Run['admitted']> }
  | ({ readonly kind: 'unwritten' } & Unwritten);

async function askForTurn(run: Run, { setup, deps }: Applying): Promise<Asked> {
  const { name: target } = setup.target;
  const now = deps.clock.now();
  const { asked, stopped } = await deps.ledger.rollouts.change<Answered>(target, (rollout) => {
    if (!rollout) return { answer: { asked: notYet(target, 'ended', now) } };
    const place = placeOf(rollout, { workerKey: run.worker.key, standing: run.standing });
    const admission = admit(rollout, place, now);
    if (admission.kind === 'waits')
      return { answer: { asked: notYet(target, stateOf(rollout), now, admission.until) } };
    const { after } = admission;
    const answer = {
      asked: {
        kind: 'admitted',
        admitted: { rollout: rollout.id, at: now, ...(rollout.except === run.worker.key && { isCounted: true }) },
      } as const,
      ...(hasStopped(rollout, after) && { stopped: after }),
    };
    return { answer, ...(after !== rollout && { write: after }) };
  });
  if (stopped) tellStopped(stopped, deps);
  return asked;
}

/** A turn that comes before the next look is waited for, as access that policy wants. */
function notYet(target: string, state: RolloutState, now: number, until?: number): Asked {
  const look = now + LOOK_MS;
  const why = `The rollout on ${target} ${WHY[state]}${until === undefined ? '' : `; their turn is ${new Date(until).toISOString()}`}`;
  const isNext = until !== undefined && until <= look;
  return { kind: 'unwritten', why, lookAt: isNext ? until : look, ...(isNext && { isUndone: true }) };
}

const WHY: Readonly<Record<RolloutState, string>> = {
  running: 'has not come to this worker yet',
  paused: 'is paused',
  stopped: 'has stopped',
  ended: 'is over',
};
