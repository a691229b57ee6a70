import { isOverOn } from './access-over.ts';
import { dailyLook } from './daily-look.ts';
import { type Standing, standingAt } from './standing.ts';
import { DUE_CLASSES, type Due, type DueClass, type TargetRecord, type Worker } from './worker.ts';

interface Occasion {
  readonly at: number;
  readonly class: DueClass;
  /** Absent where it concerns every target. */
  readonly target?: string;
}

/**
 * When to look at a worker next, and in which line: at the first occasion there is, in the line of the most urgent one. So a worker
 * whose access will have to end stands in the line of endings already before, where no crowd of others can come between. Pure; `now` in
 * epoch ms. Undefined when nothing is expected to change by itself.
 */
export function nextDue(worker: Worker, standing: Standing, now: number): Due | undefined {
  const occasions = [
    ...Object.entries(worker.targets).flatMap(([target, record]) => lookAt(target, record, standing)),
    ...changesAhead(worker, standing, now),
    ...readAnew(worker, standing, now),
  ].sort((a, b) => a.at - b.at);
  const [first] = occasions;
  if (!first) return undefined;
  const urgent = DUE_CLASSES.find((one) => occasions.some((occasion) => occasion.class === one)) ?? first.class;
  const target = isForTarget(urgent) ? first.target : undefined;
  return { at: first.at, class: urgent, ...(target !== undefined && { target }) };
}

/** The line of a worker who is to be checked because something was switched, or because `isNews` was said about them. */
export function classNow(
  worker: Worker,
  now: number,
  { standing, isNews }: { readonly standing: Standing; readonly isNews: boolean },
): DueClass {
  const records = Object.values(worker.targets);
  const isKnown = !isNews && records.length > 0;
  if (standing.kind === 'ended') return isKnown && records.every(isOverOn) ? 'rest' : 'ending';
  if (changesAhead(worker, standing, now).some((change) => change.class === 'ending')) return 'ending';
  return isKnown && records.every(({ state }) => state === 'converged') ? 'rest' : 'joiner-mover';
}

/** What must end is not kept waiting by the pace of any one target. */
const isForTarget = (of: DueClass): boolean => of === 'joiner-mover' || of === 'rest';

function lookAt(target: string, record: TargetRecord, standing: Standing): readonly Occasion[] {
  return record.lookAt === undefined ? [] : [{ at: record.lookAt, class: classOf(record, standing), target }];
}

function classOf(record: TargetRecord, { kind }: Standing): DueClass {
  const { pendingDisable, isUndone } = record;
  // a worker who stays and has no role any more may have an invitation open that has to end, too
  if (pendingDisable) return 'pending-disable';
  if (kind === 'ended' && !isOverOn(record)) return 'ending';
  return isUndone ? 'joiner-mover' : 'rest';
}

/** A date that is ahead is read anew every day: zones change their rules, and companies how they read dates. */
const readAnew = ({ key }: Worker, { changesAt }: Standing, now: number): readonly Occasion[] =>
  changesAt === undefined ? [] : [{ at: dailyLook(key, now), class: 'rest' }];

/** HR's dates and operators' words that are known today are few; whatever lies behind these is found at one of them. */
const AHEAD = 24;

/** What changed since the standing was read, while the worker was being checked, makes the worker due at once. */
function changesAhead(worker: Worker, standing: Standing, now: number): readonly Occasion[] {
  const occasions: Occasion[] = [];
  let at = standing.changesAt;
  for (let count = 0; at !== undefined && count < AHEAD; count++) {
    const after = standingAt(worker.engagements, worker.overrides, at);
    const isEnding = after.kind === 'ended' && standing.kind !== 'ended';
    occasions.push({ at: Math.max(at, now), class: isEnding ? 'ending' : 'joiner-mover' });
    at = after.changesAt;
  }
  return occasions;
}
