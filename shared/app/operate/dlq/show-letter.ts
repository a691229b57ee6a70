import type { ShownLetter } from '../../../contracts/operate/dlq/shown-letter.ts';
import { failureClass } from '../../../domain/failure-class.ts';
import type { DeadLetter } from '../../../ports/ledger/intake/dead-letters.ts';
import { iso } from '../iso.ts';

export function showLetter(letter: DeadLetter): ShownLetter {
  const { redriven: _, ...rest } = letter;
  return { ...rest, class: failureClass(letter.because), parkedAt: iso(letter.parkedAt) };
}
