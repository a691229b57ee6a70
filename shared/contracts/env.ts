import * as z from 'zod/mini';

import { PermanentError } from '../domain/failure.ts';

/**
 * Reads a function's environment, or throws `PermanentError` that names every variable which is missing or malformed,
 * all at once. A contract has no defaults and no optional variables.
 */
export function readEnv<T>(contract: z.ZodMiniType<T>, source: Readonly<Record<string, string | undefined>>): T {
  const result = contract.safeParse(source);
  if (result.success) return result.data;
  const complaints = result.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return source[name] === undefined ? `${name} is missing` : `${name} ${message}`;
  });
  throw new PermanentError(`The environment is incomplete: ${complaints.join('; ')}`);
}

/** A variable that holds a name. */
export const nameVariable = z.string().check(z.regex(/^\S+$/, 'must be one word'));
/** A variable that holds a URL. */
export const urlVariable = z.string().check(z.refine((text) => URL.canParse(text), 'must be a URL'));
