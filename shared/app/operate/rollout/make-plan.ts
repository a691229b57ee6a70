import { placeOf } from '../../../domain/rollout/place.ts';
import { MOST_WAVES, type Place, type Rollout } from '../../../domain/rollout/rollout.ts';
import { firstDay, orderOf, wavesOf } from '../../../domain/rollout/schedule.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { type ReadWaiting, readWaiting, sizesOf, type Waiting } from './read-waiting.ts';
import type { Settings } from './rollout-settings.ts';

/** The waves of a rollout that starts now, or goes on from now. */
export interface Planned extends Pick<Rollout, 'cohorts' | 'scheduledAt' | 'waves'> {
  readonly read: ReadWaiting;
  readonly placeOf: (waiting: Waiting) => Place;
}

/** Plans the waves for all workers who wait now. Refused where one call cannot read all workers, and where there would be too many waves. */
export async function makePlan(
  target: string,
  {
    settings,
    before,
    hasActions,
  }: { readonly settings: Settings; readonly before?: Rollout | undefined; readonly hasActions: boolean },
  request: OperatorRequest,
): Promise<Answer<Planned>> {
  const { by, perDay } = settings;
  const read = await readWaiting({ target, rollout: before, hasActions }, request);
  if (!read)
    return conflict(
      'One call cannot read every worker in its time: give the function operate more memory, then try again',
    );
  const cohorts = orderOf(sizesOf(read.waiting, by), before?.by === by ? before.cohorts : []);
  const placed = ({ worker, standing }: Waiting): Place =>
    placeOf({ by, cohorts }, { workerKey: worker.key, standing });
  const { at: scheduledAt, room } = firstDay(before, perDay, request.deps.clock.now());
  const waves = wavesOf(read.waiting.map(placed), { first: room, perDay });
  if (waves.length > MOST_WAVES)
    return conflict(
      `These would be ${waves.length} waves, and there are ${MOST_WAVES} at most: say a larger --per-day`,
    );
  return answer({ cohorts, scheduledAt, waves, read, placeOf: placed });
}
