import * as z from 'zod/mini';

import { inZone } from '../../domain/civil-time.ts';
import { isDay, isInstant } from './fields.ts';

const DAY_MS = 86_400_000;

/** An instant as people write it: with its offset or the name of its zone, or a day, which is one of UTC where no zone is named. */
export const instantOrDay = z
  .string('must be text')
  .check(
    z.refine(
      (value) => isInstant(value) || isDay(value) || inZone(value) !== undefined,
      'must be a day, or an instant with a zone, for instance 2026-12-01, 2026-12-01T00:00:00Z or 2026-12-01T09:00[Asia/Tokyo]',
    ),
  );

/** Epoch ms of what `instantOrDay` accepted; of a day its beginning. */
export const beginningOf = (text: string): number => inZone(text)?.from ?? Date.parse(text);

/** Epoch ms of what `instantOrDay` accepted; of a day its end, which is the beginning of the next. */
export const endOf = (text: string): number => inZone(text)?.to ?? Date.parse(text) + (isDay(text) ? DAY_MS : 0);
