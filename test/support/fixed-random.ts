import type { Random } from '../../shared/ports/random.ts';

/** Chance without surprises: ids count up, every fraction is the same. */
export function fixedRandom(fraction = 0.5): Random {
  let count = 0;
  return {
    uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
    fraction: () => fraction,
  };
}
