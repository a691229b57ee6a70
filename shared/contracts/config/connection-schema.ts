import * as z from 'zod/mini';

import { closed, whole } from './fields.ts';
import { isTimeZone } from './time-zone.ts';

/** IANA name, for dates that come without a zone. */
const defaultTimeZone = z.prefault(
  z.string().check(z.refine(isTimeZone, 'write the name of an IANA time zone: Europe/Berlin')),
  'UTC',
);

/** The source gives each of its events a number, greater than all before, and the greater one is newer; else `time` says so. */
const sequence = z.optional(z.literal('always', 'write always, or leave it out: then events sort by their time'));

/** After how many days without an authentic delivery an alarm says that the HR system is silent. */
const silentAfterDays = z.optional(whole(1, 90));

/** How far the signed time of a delivery may be from ours, in seconds. */
const tolerance = (least: number, most: number, usual: number) => z.prefault(whole(least, most), usual);

/** One HR system that sends us events. A new vendor is an entry here. */
export const connectionSchema = z.discriminatedUnion(
  'kind',
  [
    closed({ kind: z.literal('canonical'), defaultTimeZone, sequence, silentAfterDays }),
    closed({
      kind: z.literal('standard-webhooks'),
      toleranceSeconds: tolerance(30, 3_600, 300),
      defaultTimeZone,
      sequence,
      silentAfterDays,
    }),
    // BambooHR never sends again what was refused, and its own retries go on for hours
    closed({
      kind: z.literal('bamboohr'),
      toleranceSeconds: tolerance(300, 86_400, 10_800),
      defaultTimeZone,
      silentAfterDays,
    }),
  ],
  { error: 'use one of: bamboohr, canonical, standard-webhooks' },
);

/** A connection with its defaults filled in. */
export type ConnectionSettings = Readonly<z.output<typeof connectionSchema>>;

/** What the author of a configuration writes. */
export type ConnectionInput = Readonly<z.input<typeof connectionSchema>>;
