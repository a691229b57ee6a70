import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';

/** For what is found before anything is sent. */
export const invalidInput = (because: string): Refusal => new Refusal(EXIT.usage, { error: 'invalid-input', because });
