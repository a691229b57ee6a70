import { jsonOrUndefined } from '../../../../domain/text/json-or-undefined.ts';
import type { ErrorSaid } from '../../http/verdict.ts';

/** What an error body says, whichever of the four shapes of Atlassian's services it has (docs/providers/atlassian.md). */
export interface ErrorBody extends ErrorSaid {
  /** The services say that the API key has scopes, or lacks one. */
  readonly isScope: boolean;
}

/** Reads the text of an error answer; total, and keeps none of the target's own sentences. */
export function readErrorBody(text: string): ErrorBody {
  const body = jsonOrUndefined(text);
  const first = Array.isArray(fieldOf(body, 'errors')) ? fieldOf(body, 'errors', '0') : undefined;
  const code = word(fieldOf(first, 'code')) ?? word(fieldOf(body, 'key'));
  return {
    // the gateway says {code, message}, and knows no users and no groups
    fromService: first !== undefined || code !== undefined || fieldOf(body, 'timestamp') !== undefined,
    isScope: SCOPE.test(text),
    ...(code !== undefined && { code }),
  };
}

const SCOPE = /INSUFFICIENT_SCOPE|ADMIN-UAM-403-1|manage:org/;

/** Only short plain words pass: a code is shown to people, and must not carry personal data. */
const word = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.:-]{1,64}$/.test(value) ? value : undefined;

function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}
