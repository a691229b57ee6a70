/** Workers are counted in slots of this length, so that a day is at most 289 numbers. */
export const SLOT_MS = 5 * 60_000;
export const DAY_MS = 24 * 60 * 60_000;
/** So many ids of the last two slots are kept; while there are more, a window with a limit counts as full. */
const MOST_RECENT = 4_000;

/** How many workers may have a place within any stretch of time of this length. */
export interface Window {
  readonly ms: number;
  readonly max: number;
}

/** How many workers have a place, by the slot in which they took it. */
export interface Counters {
  /** The oldest first; slots of the last day only. */
  readonly counts: readonly (readonly [slot: number, workers: number])[];
  /** Ids of the places of the last two slots, and in which slot each is: a place that is asked for again is the same one. */
  readonly recent: readonly (readonly [id: string, slot: number])[];
}

export const NO_COUNTERS: Counters = { counts: [], recent: [] };

export interface Taking {
  /** Names the worker's place. */
  readonly id: string;
  /** Epoch ms. */
  readonly now: number;
  readonly windows: readonly Window[];
  /** The slot in which the worker has a place by their own item: it moves. */
  readonly from?: number;
}

/** Of the window that has no room: what it allows, and when there is room again (epoch ms). */
export interface Full {
  readonly kind: 'full';
  readonly window: Window;
  readonly until: number;
}

export type Taken = { readonly kind: 'taken'; readonly slot: number; readonly after: Counters } | Full;

export const slotOf = (at: number): number => Math.floor(at / SLOT_MS);

/** How many workers have a place since an instant (epoch ms); up to a slot more of the past counts too. */
export const takenSince = ({ counts }: Counters, since: number): number =>
  counts.reduce((sum, [slot, workers]) => (slot >= slotOf(since) ? sum + workers : sum), 0);

/**
 * Gives a worker a place, or says which window has no room. A worker who has one moves with it to the slot of now, so that they count
 * once, at their last change. Whatever acts after `taken` was counted in every window that it falls into.
 */
export function take(counters: Counters, { id, now, windows, from }: Taking): Taken {
  const slot = slotOf(now);
  const oldest = slotOf(now - DAY_MS);
  const recent = counters.recent.filter(([, at]) => at >= slot - 1);
  const known = recent.find(([other]) => other === id)?.[1];
  if (known !== undefined && known >= slot) return { kind: 'taken', slot: known, after: counters };
  const before = known ?? from;
  const kept = counters.counts.filter(([at]) => at >= oldest);
  const others = before === undefined ? kept : add(kept, before, -1);
  const isCrowded = recent.length >= MOST_RECENT;
  const full = windows.flatMap((window) => fullWith(others, window, { now, isCrowded }));
  const [worst] = full.sort((a, b) => b.until - a.until);
  if (worst) return worst;
  const still = recent.filter(([other]) => other !== id);
  return {
    kind: 'taken',
    slot,
    after: { counts: add(others, slot, 1), recent: isCrowded ? still : [...still, [id, slot]] },
  };
}

/** Takes a place back that was just taken and is not used; `from` is where the worker had it before. */
export function giveBack(counters: Counters, id: string, from?: number): Counters {
  const slot = counters.recent.find(([other]) => other === id)?.[1];
  if (slot === undefined) return counters;
  const without = add(counters.counts, slot, -1);
  return {
    counts: from === undefined ? without : add(without, from, 1),
    recent: counters.recent.filter(([other]) => other !== id),
  };
}

/** When so many more workers may have a place (epoch ms), if none is taken until then: now, where there is room. */
export const roomFor = (counters: Counters, windows: readonly Window[], more: number, now: number): number =>
  Math.max(now, ...windows.map((window) => roomIn(counters.counts, window, more, now)));

function fullWith(
  counts: Counters['counts'],
  window: Window,
  { now, isCrowded }: { readonly now: number; readonly isCrowded: boolean },
): readonly Full[] {
  if (!Number.isFinite(window.max)) return [];
  if (isCrowded) return [{ kind: 'full', window, until: (slotOf(now) + 2) * SLOT_MS }];
  const until = roomIn(counts, window, 1, now);
  return until > now ? [{ kind: 'full', window, until }] : [];
}

function roomIn(counts: Counters['counts'], { ms, max }: Window, more: number, now: number): number {
  if (!Number.isFinite(max)) return now;
  // with no place at all there is none later either: it is looked at again when the window is over
  if (max < 1) return now + ms;
  const rounds = Math.floor((more - 1) / max);
  const last = more - rounds * max;
  const within = counts.filter(([slot]) => slot >= slotOf(now - ms));
  let tooMany = within.reduce((sum, [, workers]) => sum + workers, 0) + last - max;
  if (tooMany <= 0 && rounds === 0) return now;
  let at = now;
  for (const [slot, workers] of within) {
    if (tooMany <= 0) break;
    tooMany -= workers;
    at = (slot + 1) * SLOT_MS + ms;
  }
  return at + rounds * (ms + SLOT_MS);
}

function add(counts: Counters['counts'], slot: number, change: number): Counters['counts'] {
  const before = counts.find(([at]) => at === slot)?.[1] ?? 0;
  const after = before + change;
  const others = counts.filter(([at]) => at !== slot);
  if (after <= 0) return others;
  return [...others, [slot, after] as const].sort(([a], [b]) => a - b);
}
