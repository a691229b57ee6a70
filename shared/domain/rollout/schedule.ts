import { DAY_MS } from '../plan/windows.ts';
import { byPlace } from './place.ts';
import { type Day, MOST_COHORTS, type Place, type Rollout } from './rollout.ts';

/** The cohorts of a rollout in their order: those that an earlier plan had, then the smallest first, of the same size by name. */
export function orderOf(sizes: ReadonlyMap<string, number>, before: readonly string[] = []): readonly string[] {
  const others = [...sizes]
    .filter(([value]) => !before.includes(value))
    .toSorted(([a, first], [b, second]) => first - second || (a < b ? -1 : 1))
    .map(([value]) => value);
  return [...before, ...others].slice(0, MOST_COHORTS);
}

/** Where each wave ends, for these places: `first` of them in the first wave, `perDay` in every other one. */
export function wavesOf(
  places: readonly Place[],
  { first, perDay }: { readonly first: number; readonly perDay: number },
): readonly Place[] {
  const sorted = places.toSorted(byPlace);
  const waves: Place[] = first > 0 || sorted.length === 0 ? [] : [BEFORE_ALL];
  for (let end = first > 0 ? first : perDay; ; end += perDay) {
    const last = sorted[Math.min(end, sorted.length) - 1];
    if (last) waves.push(last);
    if (end >= sorted.length) return waves;
  }
}

const BEFORE_ALL: Place = [-1, ''];

/** The day that goes on at an instant (epoch ms), and the room that it has left: a plan made on it begins with it. */
export function firstDay(
  rollout: Pick<Rollout, 'days'> | undefined,
  perDay: number,
  now: number,
): { readonly at: number; readonly room: number } {
  const today = rollout?.days.at(-1);
  if (!today || now >= today.at + DAY_MS) return { at: now, room: perDay };
  return { at: today.at, room: Math.max(0, perDay - today.ids.length) };
}

/** Admissions whose failures an operator knows of, and resumes the rollout all the same. */
export const forgiven = (days: readonly Day[]): readonly Day[] =>
  days.map(({ at, ids }) => ({ at, ids, known: ids.length, failed: [] }));
