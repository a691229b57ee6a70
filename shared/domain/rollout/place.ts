import { createHash } from 'node:crypto';

import { DAY_MS } from '../plan/windows.ts';
import { type Cohort, cohortsOf } from '../worker/cohort.ts';
import type { Standing } from '../worker/standing.ts';
import type { Place, Rollout, RolloutBy } from './rollout.ts';

/** A worker's rank within a cohort: ten characters that depend on the key alone. */
export const rankOf = (workerKey: string): string =>
  createHash('sha256').update(workerKey).digest('base64url').slice(0, 10);

/** The values by which a worker belongs to cohorts of a kind; several for a worker with several engagements, none where HR said nothing. */
export const valuesOf = (standing: Pick<Standing, 'engagements'>, by: RolloutBy): readonly string[] =>
  cohortsOf(standing).flatMap((cohort: Cohort) => (cohort.by === by ? [cohort.value] : []));

/** Where a worker stands: in the first of their cohorts, or behind all of them. */
export function placeOf(
  { by, cohorts }: Pick<Rollout, 'by' | 'cohorts'>,
  { workerKey, standing }: { readonly workerKey: string; readonly standing: Pick<Standing, 'engagements'> },
): Place {
  const positions = valuesOf(standing, by)
    .map((value) => cohorts.indexOf(value))
    .filter((position) => position >= 0);
  return [Math.min(cohorts.length, ...positions), rankOf(workerKey)];
}

/** The order of places: negative where the first one comes first. */
export const byPlace = ([a, first]: Place, [b, second]: Place): number =>
  a - b || (first < second ? -1 : Number(first > second));

/** The wave in which a place is, counted from 0; who came after the plan was made, and stands behind it, is in the last one. */
export function waveOf({ waves }: Pick<Rollout, 'waves'>, place: Place): number {
  const wave = waves.findIndex((end) => byPlace(place, end) <= 0);
  return wave >= 0 ? wave : Math.max(0, waves.length - 1);
}

/** When a place may be admitted at the earliest (epoch ms). */
export const turnOf = (rollout: Pick<Rollout, 'waves' | 'scheduledAt'>, place: Place): number =>
  rollout.scheduledAt + waveOf(rollout, place) * DAY_MS;

/** When the day began in which an instant lies (epoch ms). */
export const dayOf = ({ scheduledAt }: Pick<Rollout, 'scheduledAt'>, at: number): number =>
  scheduledAt + Math.max(0, Math.floor((at - scheduledAt) / DAY_MS)) * DAY_MS;
