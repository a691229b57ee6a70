import { connectionOf } from '../event/source-key.ts';
import { endedUnderAnotherId } from '../records/ended-under-another-id.ts';
import { type EngagementReading, readEngagement } from '../timeline/engagement-at.ts';
import type { Worker } from '../worker/worker.ts';

interface Keeping {
  /** Epoch ms. */
  readonly now: number;
  /** How many engagements that are over may be kept. */
  readonly most: number;
}

/**
 * Lets go of engagements that are over, and that nothing is to come of: their events stand in the history. Those stay first of whose end an
 * operator is asked, then the ones that ended last, the last of each connection, and the one that stated the work e-mail last, so that the worker
 * stands as before.
 */
export function letGoOfEnded(worker: Worker, { now, most }: Keeping): Worker {
  const entries = Object.entries(worker.engagements);
  if (entries.length <= most) return worker;
  const readings = entries.map(([sourceKey, engagement]) => readEngagement(sourceKey, engagement, now));
  const byEmail = readings.reduce<EngagementReading | undefined>(
    (last, one) => ((last?.emailOrder ?? '') < (one.emailOrder ?? '') ? one : last),
    undefined,
  );
  const asked = new Set(endedUnderAnotherId(readings, worker.engagements).map(({ id }) => id));
  const isAsked = ({ spellFactId }: EngagementReading) => Number(spellFactId !== undefined && asked.has(spellFactId));
  const over = readings
    .filter(
      ({ status, changesAt, questions }) => status === 'ended' && changesAt === undefined && questions.length === 0,
    )
    .sort((a, b) => isAsked(b) - isAsked(a) || (b.endedAt ?? 0) - (a.endedAt ?? 0));
  const represented = new Set(over.slice(0, most).map(connectionIn));
  // that a connection ended the worker may be all that says so, where another one is not heard any more
  const lasts = Map.groupBy(over.slice(most), connectionIn);
  const isLast = (one: EngagementReading) =>
    !represented.has(connectionIn(one)) && lasts.get(connectionIn(one))?.[0] === one;
  const gone = new Set(
    over
      .slice(most)
      .filter((one) => one !== byEmail && !isLast(one))
      .map(({ current }) => current.sourceKey),
  );
  if (gone.size === 0) return worker;
  return {
    ...worker,
    engagements: Object.fromEntries(entries.filter(([sourceKey]) => !gone.has(sourceKey))),
    hasEngagementsInHistory: true,
  };
}

const connectionIn = ({ current }: EngagementReading): string => connectionOf(current.sourceKey);
