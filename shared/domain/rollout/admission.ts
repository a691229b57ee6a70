import { DAY_MS } from '../plan/windows.ts';
import { dayOf, turnOf } from './place.ts';
import { type Day, type Place, type Rollout, stateOf } from './rollout.ts';

export type Admission =
  | { readonly kind: 'admitted'; readonly after: Rollout }
  /** Until when nothing changes (epoch ms); absent where an operator has to act first. */
  | { readonly kind: 'waits'; readonly until?: number };

/**
 * Admits a worker if their turn has come and the day has room. Who was admitted in the last two days is the same admission, whatever
 * became of the process that asked for it. Pure: after `admitted` the rollout is to be written, unless it is the same one.
 */
export function admit(rollout: Rollout, place: Place, now: number): Admission {
  const [, rank] = place;
  if (rollout.ended) return { kind: 'waits' };
  if (rollout.days.some(({ ids }) => ids.includes(rank))) return { kind: 'admitted', after: rollout };
  if (rollout.halted) return { kind: 'waits' };
  const turn = turnOf(rollout, place);
  if (now < turn) return { kind: 'waits', until: turn };
  const at = dayOf(rollout, now);
  const before = rollout.days.at(-1);
  const today: Day = before && before.at >= at ? before : { at, ids: [], known: 0, failed: [] };
  if (today.ids.length >= rollout.perDay) return { kind: 'waits', until: today.at + DAY_MS };
  const earlier = rollout.days.filter((day) => day !== today).slice(-1);
  const days = [...earlier, { ...today, ids: [...today.ids, rank] }];
  const after = { ...rollout, days, admitted: rollout.admitted + 1 };
  return { kind: 'admitted', after: judged(after, now) };
}

/**
 * Takes in how the last check of an admitted worker ended: a failure counts once, and no longer once the worker is well again. Answers
 * the same rollout where that changes nothing.
 */
export function withOutcome(
  rollout: Rollout,
  { rank, hasFailed }: { readonly rank: string; readonly hasFailed: boolean },
  now: number,
): Rollout {
  const days = rollout.days.map((day): Day => {
    const isJudged = day.ids.indexOf(rank) >= day.known;
    if (!isJudged || day.failed.includes(rank) === hasFailed) return day;
    return { ...day, failed: hasFailed ? [...day.failed, rank] : day.failed.filter((other) => other !== rank) };
  });
  const isSame = days.every((day, index) => day === rollout.days[index]);
  return isSame ? rollout : judged({ ...rollout, days }, now);
}

/** Of fewer workers a share says nothing. */
const FEWEST = 5;

/** A running rollout stops where too many of one wave failed. */
function judged(rollout: Rollout, now: number): Rollout {
  if (stateOf(rollout) !== 'running') return rollout;
  const bad = rollout.days.find(({ ids, known, failed }) => {
    const admitted = ids.length - known;
    return admitted >= FEWEST && failed.length * 100 > admitted * rollout.stopAt;
  });
  if (!bad) return rollout;
  const halted = { kind: 'stopped', at: now, admitted: bad.ids.length - bad.known, failed: bad.failed.length } as const;
  return { ...rollout, halted };
}

/** Whether a rollout stopped by itself between two looks at it. */
export const hasStopped = (before: Rollout, after: Rollout): boolean =>
  before.halted?.kind !== 'stopped' && after.halted?.kind === 'stopped';
