import { SEQUENCE_DIGITS } from '../../domain/event/order.ts';

export const NO_SEQUENCE = `must be a whole number of at most ${SEQUENCE_DIGITS} digits, which this connection always sends`;

/** The digits of a source's own sequence, given as a whole number or as text; undefined for anything else. */
export function sequenceDigits(sequence: unknown): string | undefined {
  if (typeof sequence === 'number')
    return Number.isSafeInteger(sequence) && sequence >= 0 ? String(sequence) : undefined;
  if (typeof sequence !== 'string' || !/^\d+$/.test(sequence)) return undefined;
  const digits = sequence.replace(/^0+(?=\d)/, '');
  return digits.length <= SEQUENCE_DIGITS ? digits : undefined;
}
