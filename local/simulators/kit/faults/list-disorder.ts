import type { Effect } from './fault.ts';

/** How a list answer differs from what matches. */
export interface ListDisorder {
  /** Added to both counts. */
  readonly by: number;
  /** The most rows of one page, whatever limit was asked for. */
  readonly rows: number;
  /** How many records that the filter does not match are listed and counted as if it did. */
  readonly unasked: number;
}

/** What the effects that a request meets do to its list. */
export function listDisorder(effects: readonly Effect[]): ListDisorder {
  let [by, rows, unasked] = [0, Number.POSITIVE_INFINITY, 0];
  for (const effect of effects) {
    if (effect.kind === 'miscount') by += effect.by;
    if (effect.kind === 'short-pages') rows = Math.min(rows, effect.rows);
    if (effect.kind === 'unasked-hits') unasked += effect.rows;
  }
  return { by, rows, unasked };
}
