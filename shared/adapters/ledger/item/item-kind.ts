import type * as z from 'zod/mini';

import { PermanentError, RetryableError } from '../../../domain/failure.ts';
import type { Item, ItemKey } from '../../../ports/items.ts';

/** One kind of item: the shape of its body, and how a body of the previous schema becomes one. */
export interface ItemKind<T extends object> {
  readonly name: string;
  /** What is written. The previous one is read too. */
  readonly schema: number;
  readonly shape: z.ZodMiniType<T>;
  /** Absent where the previous shape was the same. */
  readonly upgrade?: (previous: object) => object;
}

/** All fields of a type, the optional ones too: a field that is added to it and missing here does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: z.ZodMiniType<T[K]> };
/** Likewise for the members of a union of words. */
export type Words<T extends string> = { readonly [K in T]: K };

export const encode = <T extends object>(
  { schema }: ItemKind<T>,
  item: Omit<Item, 'schema' | 'body'> & { readonly body: T },
): Item => ({ ...item, schema });

/**
 * Throws `RetryableError` for an item of a newer schema and `PermanentError` for one that is malformed or too old; both name the
 * item and the field, and quote nothing.
 */
export function decode<T extends object>({ name, schema, shape, upgrade }: ItemKind<T>, item: Item): T {
  const { pk, sk } = item;
  if (item.schema > schema) {
    throw new RetryableError(
      `The ${name} item ${pk} / ${sk} was written by a newer version (schema ${item.schema}, this one reads ${schema}); deploy that version here too`,
    );
  }
  if (item.schema < schema - 1) {
    throw new PermanentError(
      `The ${name} item ${pk} / ${sk} has schema ${item.schema}, which is too old to read; only ${schema - 1} and ${schema} are. Rewrite it with the version before this one`,
    );
  }
  const body = item.schema === schema || !upgrade ? item.body : upgrade(item.body);
  const result = shape.safeParse(body);
  if (!result.success) throw malformed(name, item, result.error.issues[0]?.path.join('.') || 'its body');
  return result.data;
}

/** The version of an item that is written only by those who have read it. */
export function versionOf(name: string, item: Item | undefined): number {
  if (!item) return 0;
  if (item.version === undefined) throw malformed(name, item, 'version');
  return item.version;
}

const malformed = (name: string, { pk, sk }: ItemKey, where: string): PermanentError =>
  new PermanentError(`The ${name} item ${pk} / ${sk} is malformed at ${where}; restore it from a backup or delete it`);
