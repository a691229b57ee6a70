/**
 * The form in which names are compared whatever the order of their words: without accents, case and punctuation, `Byron, Ada` like `Ada Byron`.
 * Undefined for a name of fewer than two words, which says too little.
 */
export function nameKey(name: string): string | undefined {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.length < 2 ? undefined : words.sort().join(' ');
}
