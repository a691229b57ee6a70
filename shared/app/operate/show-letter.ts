import type { ShownLetter } from '../../contracts/operate/shown-letter.ts';
import { failureClass } from '../../domain/failure-class.ts';
import type { DeadLetter } from '../../ports/ledger/dead-letters.ts';
import { iso } from './iso.ts';

export const showLetter = ({ parkedAt, redriven: _, ...letter }: DeadLetter): ShownLetter => ({
  ...letter,
  class: failureClass(letter.because),
  parkedAt: iso(parkedAt),
});
