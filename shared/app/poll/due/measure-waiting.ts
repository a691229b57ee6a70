import type { Told } from '../../../contracts/signals/names.ts';
import type { DueClass } from '../../../domain/worker/worker.ts';
import type { PollDeps } from '../deps.ts';
import type { LineQueue } from './due-lines.ts';
import { remindedAt } from './remind.ts';

/** Open invitations of leavers are watched, and measured where they are. */
const METRICS: Readonly<Record<Exclude<DueClass, 'pending-disable'>, Told['measures']>> = {
  ending: 'OldestEndingMinutes',
  'joiner-mover': 'OldestJoinerMinutes',
  rest: 'OldestLookMinutes',
};

/** Measures by class since when the one who waits longest is due, looked at or not: what the tick knows, whether or not provision runs. */
export function measureWaiting(queues: readonly LineQueue[], now: number, observe: PollDeps['observe']): void {
  for (const [of, metric] of Object.entries(METRICS)) {
    const own = queues.filter(({ line }) => line.class === of);
    const since = own.flatMap(({ waiting, unserved }) => [
      ...waiting.map((place) => (place.isReminded ? remindedAt(place) : place.at)),
      ...unserved.map(remindedAt),
    ]);
    const oldest = Math.min(now, ...since);
    observe.measure(metric, Math.floor((now - oldest) / 60_000), 'Count');
  }
}
