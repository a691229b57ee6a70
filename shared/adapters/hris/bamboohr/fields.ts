import * as z from 'zod/mini';

import { type FieldName, fieldNamed } from './field-name.ts';

/** The fields of one record by the names that we know. */
export interface ReadFields {
  /** Null is a field that is empty. */
  readonly fields: ReadonlyMap<FieldName, string | null>;
  /** Why each of the others is not usable. */
  readonly unusable: ReadonlyMap<FieldName, string>;
}

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Today a field is its value; in 2022 it was an object around it. */
const fieldValue = z.union([scalar, z.object({ value: scalar })]);

/** Reads the fields that are known; undefined for what is no object. A field whose name is sent twice has one value, or none that is usable. */
export function readFields(input: unknown): ReadFields | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  const fields = new Map<FieldName, string | null>();
  const unusable = new Map<FieldName, string>();
  for (const [sent, value] of Object.entries(input)) {
    const name = fieldNamed(sent);
    if (name === undefined) continue;
    const text = textOf(value);
    const before = fields.get(name) ?? undefined;
    if (text === undefined) unusable.set(name, 'must be a plain value');
    else if (before !== undefined && text !== null && text !== before)
      unusable.set(name, 'was sent under two names with two values');
    else fields.set(name, text ?? before ?? null);
  }
  for (const name of unusable.keys()) fields.delete(name);
  return { fields, unusable };
}

/** BambooHR's way to write that there is no date. */
const NO_DATE = '0000-00-00';

function textOf(input: unknown): string | null | undefined {
  const result = fieldValue.safeParse(input);
  if (!result.success) return undefined;
  const value = result.data;
  const plain = typeof value === 'object' && value !== null ? value.value : value;
  const text = plain === null ? '' : String(plain).trim();
  return text === '' || text === NO_DATE ? null : text;
}
