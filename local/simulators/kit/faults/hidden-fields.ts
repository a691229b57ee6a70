import type { Effect } from './fault.ts';

/** The user fields that missing-fields faults take from one user's records: by id, so always the same users. */
export function hiddenFields(effects: readonly Effect[]): (userId: string) => readonly string[] {
  const hiding = effects.flatMap((effect) => (effect.kind === 'missing-fields' ? [effect] : []));
  return (userId) => hiding.flatMap(({ fields, share }) => (fraction(userId) < (share ?? 1) ? fields : []));
}

/** FNV-1a of the id, as a number in [0, 1). */
function fraction(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}
