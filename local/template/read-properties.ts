import * as z from 'zod/mini';

import type { ResolvedResource } from './resolved.ts';
import { UnknownPart } from './unknown-part.ts';

/** What every resource may carry and nothing here depends on. */
const IGNORED = { Tags: z.optional(z.unknown()), Description: z.optional(z.string()) };

/** The properties that the local cloud knows of one type of resource: any other, or another value, stops it. */
export const known = <Shape extends Record<string, z.ZodMiniType>>(shape: Shape) =>
  z.strictObject({ ...IGNORED, ...shape });

/** Reads one resource's properties. Throws `UnknownPart` that names the resource and the property. */
export function readProperties<T>({ id, type, properties }: ResolvedResource, schema: z.ZodMiniType<T>): T {
  const result = schema.safeParse(properties);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.') ?? '';
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
  const property = [path, keys].filter((part) => part !== '').join('.');
  throw new UnknownPart(
    `${id} (${type})`,
    keys ? `it has the property ${property}` : `its property ${property} has a value of another form`,
  );
}
