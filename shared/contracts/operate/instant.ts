import * as z from 'zod/mini';

import { isDay, isInstant } from './fields.ts';

const DAY_MS = 86_400_000;

/** An instant as people write it: with its zone, or a day alone, which is one of UTC wherever the operator is. */
export const instantOrDay = z
  .string('must be text')
  .check(
    z.refine(
      (value) => isInstant(value) || isDay(value),
      'must be a day, or an instant with a zone, for instance 2026-12-01 or 2026-12-01T00:00:00Z',
    ),
  );

/** Epoch ms of what `instantOrDay` accepted; of a day its beginning. */
export const beginningOf = (text: string): number => Date.parse(text);

/** Epoch ms of what `instantOrDay` accepted; of a day its end, which is the beginning of the next. */
export const endOf = (text: string): number => Date.parse(text) + (isDay(text) ? DAY_MS : 0);
