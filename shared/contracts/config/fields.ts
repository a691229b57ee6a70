import * as z from 'zod/mini';

/**
 * An object that refuses fields it does not know. Every message of these schemas is what to do about the value. `others` are fields of the
 * same object that another schema reads.
 */
export const closed = <Shape extends Record<string, z.ZodMiniType>>(shape: Shape, others: readonly string[] = []) =>
  z.strictObject(shape, {
    error: refusal([...Object.keys(shape), ...others]),
  });

/** For what else has a fixed set of fields. */
export const refusal =
  (fields: readonly string[]) =>
  ({ code }: { readonly code: string }) =>
    code === 'unrecognized_keys'
      ? `remove it, or correct its name to one of: ${fields.toSorted().join(', ')}`
      : undefined;

export const text = z
  .string()
  .check(z.refine((value) => value !== '' && value === value.trim(), 'write a text without spaces around it'));

/** Of connections, targets and lists: parts of URLs, metric names and ledger keys. */
export const name = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9-]{0,31}$/, 'use 1 to 32 lower-case letters, digits and hyphens, and begin with a letter'),
  );

export const whole = (least: number, most: number) =>
  z
    .number()
    .check(
      z.refine(
        (value) => Number.isInteger(value) && least <= value && value <= most,
        `use a whole number from ${least} to ${most}`,
      ),
    );
