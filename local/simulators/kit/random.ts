/** A reproducible source of chance: the same seed gives the same people, ids and timestamps. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  integer(below: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  guid(): string;
}

/** Mulberry32: 32 bits of state are plenty for invented people. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * below);
  const hex = (digits: number) =>
    integer(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return {
    next,
    integer,
    pick: (choices) => choices[integer(choices.length)] ?? choices[0],
    guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + integer(4)).toString(16)}${hex(3)}-${hex(8)}${hex(4)}`,
  };
}
