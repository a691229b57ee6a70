import * as z from 'zod/mini';

/** An input that refuses fields it does not know. */
export const closed = <Shape extends Record<string, z.ZodMiniType>>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? `knows only these fields: ${Object.keys(shape).join(', ') || 'none'}`
        : 'must be an object',
  });

const LONGEST = 512;

export const text = z.string('must be text').check(
  z.minLength(1, 'must not be empty'),
  z.maxLength(LONGEST, `holds at most ${LONGEST} characters`),
  z.refine((value) => value.trim() === value, 'must have no spaces around it'),
);

/** Whether a text is an instant with its zone, in ISO 8601. */
export const isInstant = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(Date.parse(value));

/** Whether a text is a civil date that exists. */
export const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);

/** An instant, as an answer gave it. */
export const instant = z
  .string('must be text')
  .check(z.refine(isInstant, 'must be an instant with a zone, for instance 2026-12-01T00:00:00Z'));

/** A civil date. */
export const day = z.string('must be text').check(z.refine(isDay, 'must be a day, for instance 2026-12-31'));

export const list = <Item extends z.ZodMiniType>(item: Item) => z.readonly(z.array(item));

/** An instant in an answer, in ISO 8601. */
export const at = z.string();
