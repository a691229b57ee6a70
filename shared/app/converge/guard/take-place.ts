import type { LimitKind } from '../../../domain/plan/guard.ts';
import { DAY_MS } from '../../../domain/plan/windows.ts';
import type { Reserved } from '../../../ports/ledger/per-target/limits.ts';
import type { Run } from '../run.ts';
import { takeAnnounced } from './announced.ts';
import { askPerson, wasAsked } from './ask-person.ts';
import type { Guarded } from './guarded.ts';
import { inWords, onlyCounted, placeFor, whoseLimit } from './places.ts';
import { type Judged, PASS } from './verdict.ts';
import { leaveLine, waitForRoom } from './wait-for-room.ts';

const LIMIT_HOLDS = {
  leavers: 'leaver-limit',
  removals: 'removal-limit',
  elevations: 'elevation-limit',
} as const;

/**
 * Takes a place in an announced change, else in the windows of a kind, before anything is done; grants wait for one. Another plan that was held once waits for its
 * person, even when there is room again; what a person said is counted, and held by no limit.
 */
export async function takePlace(guarded: Guarded, kind: LimitKind): Promise<Judged> {
  const { run, deps } = guarded;
  const { limits } = deps.ledger;
  const place = await placeFor(guarded, kind);
  const isSaid = guarded.plan.asks?.kind === 'no-role' || (run.intent.kind === 'end' && run.intent.byOperator);
  if (isSaid) {
    await limits.reserve(onlyCounted(place));
    return PASS;
  }
  if (kind === 'grants') return passAnnounced(guarded, kind, () => waitForRoom(guarded));
  const held = (because: string) => ({ kind: LIMIT_HOLDS[kind], because });
  if (!(await wasAsked(guarded, held('')))) {
    return passAnnounced(guarded, kind, async () => {
      if (kind === 'leavers' && isImmediate(run)) {
        const own = await limits.reserve(await placeFor(guarded, 'immediate'));
        if (own.kind === 'reserved') return PASS;
      }
      const reserved = await limits.reserve(place);
      return reserved.kind === 'reserved' ? PASS : askPerson(guarded, held(reached(kind, reserved)));
    });
  }
  const asked = await limits.ask(place);
  const judged = await askPerson(guarded, held(asked.kind === 'full' ? reached(kind, asked) : WAS_REACHED));
  if (judged.kind === 'pass') await limits.reserve(onlyCounted(place));
  return judged;
}

/** What an operator announced passes; all else is judged as it would be without. */
async function passAnnounced(guarded: Guarded, kind: LimitKind, otherwise: () => Promise<Judged>): Promise<Judged> {
  const expected = waveOf(guarded, kind) ?? (await takeAnnounced(guarded, kind));
  if (expected === undefined) return otherwise();
  if (kind === 'grants') await leaveLine(guarded);
  return { ...PASS, expected };
}

/**
 * Id of the rollout that admitted this worker within the last day, which is as good as announced: its place of that day is the worker's
 * own, unless the worker started it. It is for what the admission brings; what HR changes once that was done is judged like any other change, and so is who leaves.
 */
function waveOf({ run: { admitted, before }, deps: { clock } }: Guarded, kind: LimitKind): string | undefined {
  if (admitted === undefined || admitted.isCounted || kind === 'leavers' || clock.now() >= admitted.at + DAY_MS)
    return undefined;
  const isDone = before.admitted?.rollout === admitted.rollout && !before.isUndone;
  return isDone ? undefined : admitted.rollout;
}

const WAS_REACHED = 'The limit was reached when this was planned first; an operator decides';

const reached = (kind: LimitKind, { window, cohort }: Extract<Reserved, { kind: 'full' }>): string =>
  `The limit of ${window.max} workers${whoseLimit(cohort)} for ${kind} in ${inWords(window.ms)} is reached`;

/** Whether HR said of what ended the access that it must end at once. */
const isImmediate = ({ worker, standing }: Run): boolean =>
  Object.values(worker.engagements).some(({ facts }) =>
    facts.some(({ id, kind, effective }) => kind === 'left' && effective.immediate && standing.basis.includes(id)),
  );
