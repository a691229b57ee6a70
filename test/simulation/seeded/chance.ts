/** Chance by a seed: the same questions in the same order get the same answers. */
export interface Chance {
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True in that share of all cases. */
  happens(share: number): boolean;
  pick<One>(from: readonly One[]): One;
}

/** Mulberry32 over a seed. `of` gives each purpose its own stream, so that a question more in one place changes no other place. */
export function chance(seed: number, of = ''): Chance {
  let state =
    of.split('').reduce((mixed, letter) => Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193), seed ^ 0x811c9dc5) >>>
    0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    whole: (from, to) => from + Math.floor(fraction() * (to - from + 1)),
    happens: (share) => fraction() < share,
    pick: (from) => {
      const one = from[Math.floor(fraction() * from.length)];
      if (one === undefined) throw new Error('There is nothing to pick from');
      return one;
    },
  };
}
