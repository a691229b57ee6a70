import type { Limits, Place } from '../../../ports/ledger/per-target/limits.ts';
import type { InLine } from '../../../ports/ledger/per-target/waiting-line.ts';
import type { Run } from '../run.ts';
import type { Guarded } from './guarded.ts';
import { placeFor } from './places.ts';
import { type Judged, PASS } from './verdict.ts';

const MINUTE_MS = 60_000;
/** Behind all who have one. */
const NO_DATE = '9999-12-31';

/** When this worker's access begins: of several engagements the first. */
export const startDateOf = ({ standing: { engagements } }: Pick<Run, 'standing'>): string =>
  engagements.flatMap(({ startDate }) => startDate ?? []).sort()[0] ?? NO_DATE;

/**
 * Grants are paced: a worker takes a place if there is room for all who wait before them too, else waits in the line for the instant at
 * which there is.
 */
export async function waitForRoom(guarded: Guarded): Promise<Judged> {
  const { run, deps } = guarded;
  const { limits, waitingLine } = deps.ledger;
  const place = await placeFor(guarded, 'grants');
  const { target, now } = place;
  const own = placeInLine(run);
  const before = await waitingLine.before(target, own, now);
  const isTheirTurn = before === 0 || (await roomAfter(place, before, limits)) <= now;
  const reserved = isTheirTurn ? await limits.reserve(place) : undefined;
  if (reserved?.kind === 'reserved') {
    await waitingLine.leave(target, own);
    return PASS;
  }
  const until = Math.max(await roomAfter(place, before, limits), now + MINUTE_MS);
  await waitingLine.join(target, { ...own, until });
  const { count } = await waitingLine.all(target, now);
  const because = `The limit for grants is reached: ${count} workers wait, ${before} of them before this one; there is room at ${new Date(until).toISOString()}`;
  return { kind: 'wait', because, until, asked: [] };
}

const placeInLine = (run: Run): InLine => ({ workerKey: run.worker.key, startDate: startDateOf(run) });

/** A worker who may go on for another reason no longer waits. */
export const leaveLine = ({ run, setup, deps }: Guarded): Promise<void> =>
  deps.ledger.waitingLine.leave(setup.target.name, placeInLine(run));

/** When there is room for a worker on the target after so many others, and in their own cohorts (epoch ms). */
async function roomAfter(place: Place, others: number, limits: Limits): Promise<number> {
  const onTarget = { ...place, counters: place.counters.filter(({ cohort }) => !cohort) };
  return Math.max(await limits.roomFor(onTarget, others + 1), await limits.roomFor(place, 1));
}
