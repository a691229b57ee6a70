import { type Engagement, timeline } from '../../../domain/timeline/engagement.ts';
import { openQuestions } from '../../../domain/timeline/open-questions.ts';
import { rescissionOf } from '../../../domain/timeline/rescission.ts';
import { endsOf } from '../../../domain/timeline/turns.ts';
import { UNTIL_LIFTED } from '../../../domain/worker/override.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import { eventsOf } from '../explain/explain-events.ts';

/** A statement that begins or ends a worker's access, and the period of the actions that followed from it. */
export interface TurningPoint {
  readonly factId: string;
  readonly by: 'hr' | 'operator';
  /** Epoch ms. */
  readonly at: number;
  readonly newsAt?: number;
  /** From the turn before to the turn after this one; 0 and infinity where there is none. */
  readonly since: number;
  readonly until: number;
}

/** In epoch ms; `to` is no part of it. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

interface Turn {
  readonly at: number;
  readonly kind: 'joined' | 'left';
  readonly factId: string;
}

/** The turns of one kind within a period, by the facts in force; what operators stated is an end too. */
export async function turningPoints(
  worker: Worker,
  { kind, period }: { readonly kind: Turn['kind']; readonly period: Period },
  ledger: Pick<Ledger, 'history'>,
): Promise<readonly TurningPoint[]> {
  const turns = Object.values(worker.engagements).flatMap(turnsOf);
  const isWithin = ({ at }: Pick<Turn, 'at'>) => period.from <= at && at < period.to;
  const wanted = turns.filter((turn) => turn.kind === kind && isWithin(turn));
  const words =
    kind === 'left' ? worker.overrides.filter((one) => one.kind === 'access_ended' && isWithin({ at: one.from })) : [];
  const heard = wanted.length === 0 ? [] : await eventsOf(worker, ledger);
  const others = turns.filter((turn) => turn.kind !== kind).map(({ at }) => at);
  const around = (at: number) => ({
    since: Math.max(0, ...others.filter((other) => other <= at)),
    until: Math.min(Number.POSITIVE_INFINITY, ...others.filter((other) => other > at)),
  });

  return [
    ...wanted.map(({ at, factId }): TurningPoint => {
      const newsAt = heard.find(({ event }) => event.id === factId)?.recordedAt;
      return { factId, by: 'hr', at, ...(newsAt !== undefined && { newsAt }), ...around(at) };
    }),
    ...words.map(({ id, from, until }): TurningPoint => {
      const lifted = until === UNTIL_LIFTED ? Number.POSITIVE_INFINITY : until;
      return { factId: id, by: 'operator', at: from, newsAt: from, since: around(from).since, until: lifted };
    }),
  ].toSorted((a, b) => a.at - b.at);
}

/** Starts and ends in force; an offer that was taken back ends when HR said so, and so does an ending that has no date. */
function turnsOf(engagement: Engagement): readonly Turn[] {
  const ends = new Map(endsOf(engagement.facts).map(({ fact, at }) => [fact, at]));
  const dated = timeline(engagement).flatMap(({ at, fact }): readonly Turn[] =>
    fact.kind === 'moved' ? [] : [{ at: ends.get(fact) ?? at, kind: fact.kind, factId: fact.id }],
  );
  const rescission = rescissionOf(engagement);
  const undated = openQuestions(engagement).questions.filter(({ kind }) => kind === 'undated-ending');
  const words = [...(rescission ? [rescission] : []), ...undated];
  return [...dated, ...words.map(({ id, at }): Turn => ({ at, kind: 'left', factId: id }))];
}
