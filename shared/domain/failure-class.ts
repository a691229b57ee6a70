const WORDS = 10;

/**
 * What failures with one cause have in common, as one word for a command line: the reason's own words, without the ids, numbers and
 * addresses that differ from one message to the next.
 */
export function failureClass(because: string): string {
  const words = because
    .split(/\s+/)
    .filter((word) => !/[\d@]/.test(word))
    .flatMap((word) => word.toLowerCase().match(/\p{L}+/gu) ?? []);
  return words.slice(0, WORDS).join('-') || 'unexplained';
}
