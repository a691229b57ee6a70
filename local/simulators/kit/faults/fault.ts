import {
  type Decode,
  fieldsOf,
  filledText,
  InvalidInput,
  integerBetween,
  listOf,
  numberBetween,
  oneOf,
} from '../decode.ts';

interface FaultScope {
  /** Endpoint key such as `POST /api/service/users`; absent = every path of the API. */
  readonly endpoint?: string;
  /** How many of the matching requests are hit, after those skipped; absent = until cleared. */
  readonly times?: number;
  /** How many matching requests pass first. Default 0. */
  readonly skip?: number;
}

const failureKinds = [
  'error-500',
  'error-500-after-commit',
  'unavailable-503',
  'bad-gateway-502',
  'timeout-504',
  'redirect-to-login',
  'html',
  'html-after-commit',
  'lost-response',
  'dropped',
  'unauthorized',
  'forbidden',
  'forbidden-account',
  'malformed-json',
] as const;

export const effectKinds = [
  'slow',
  'missing-fields',
  'delayed-visibility',
  'miscount',
  'short-pages',
  'unasked-hits',
] as const;

export const faultKinds = ['rate-limited', ...failureKinds, ...effectKinds] as const;

/** Replaces the answer; of several that match one request the first wins. */
export type Failure = FaultScope &
  (
    | { readonly kind: (typeof failureKinds)[number] }
    /** 429; a wait is named only when retryAfterSeconds is given: in `Retry-After`, as seconds, unless said otherwise. */
    | {
        readonly kind: 'rate-limited';
        readonly retryAfterSeconds?: number;
        readonly namedIn?: (typeof waitHeaders)[number];
        readonly namedAs?: (typeof waitForms)[number];
      }
  );

const waitHeaders = ['retry-after', 'ratelimit-reset', 'x-ratelimit-reset'] as const;
const waitForms = ['seconds', 'http-date', 'iso-date', 'epoch-seconds', 'epoch-ms'] as const;

/** Changes how the request is served; all that match apply, together with a failure. */
export type Effect = FaultScope &
  /** Real milliseconds before the request is looked at. */
  (
    | { readonly kind: 'slow'; readonly ms: number }
    /** Takes the fields from user records; `share` of the users (default 1), always the same ones. */
    | { readonly kind: 'missing-fields'; readonly fields: readonly string[]; readonly share?: number }
    /** Reads see the tenant as it was so many simulator milliseconds ago, at most an hour. */
    | { readonly kind: 'delayed-visibility'; readonly ms: number }
    /** Lists count so many more than match, or fewer; never fewer than none. */
    | { readonly kind: 'miscount'; readonly by: number }
    /** Lists give at most so many rows a page, whatever limit was asked for, and count as before. */
    | { readonly kind: 'short-pages'; readonly rows: number }
    /** Lists give, and count, so many records that the filter does not match. */
    | { readonly kind: 'unasked-hits'; readonly rows: number }
  );

export type Fault = Failure | Effect;

const HOUR_MS = 3_600_000;

/**
 * One fault, strictly: unknown fields and endpoints are refused.
 * @throws {InvalidInput} naming the field.
 */
function faultOf(endpoints: readonly string[]): Decode<Fault> {
  return (value, at) => {
    const kind = fieldsOf(value, at).required('kind', oneOf(faultKinds));
    const known = (...own: readonly string[]) => fieldsOf(value, at, ['kind', 'endpoint', 'times', 'skip', ...own]);
    const scope = (fields: ReturnType<typeof known>): FaultScope => ({
      endpoint: fields.optional('endpoint', endpointKey(endpoints)),
      times: fields.optional('times', integerBetween(1)),
      skip: fields.optional('skip', integerBetween(0)),
    });
    if (kind === 'rate-limited') {
      const fields = known('retryAfterSeconds', 'namedIn', 'namedAs');
      return {
        kind,
        ...scope(fields),
        retryAfterSeconds: fields.optional('retryAfterSeconds', integerBetween(0, 86_400)),
        namedIn: fields.optional('namedIn', oneOf(waitHeaders)),
        namedAs: fields.optional('namedAs', oneOf(waitForms)),
      };
    }
    if (kind === 'slow' || kind === 'delayed-visibility') {
      const fields = known('ms');
      return { kind, ...scope(fields), ms: fields.required('ms', numberBetween(0, HOUR_MS)) };
    }
    if (kind === 'miscount') {
      const fields = known('by');
      return { kind, ...scope(fields), by: fields.required('by', integerBetween(-1_000, 1_000)) };
    }
    if (kind === 'short-pages' || kind === 'unasked-hits') {
      const fields = known('rows');
      const least = kind === 'short-pages' ? 0 : 1;
      return { kind, ...scope(fields), rows: fields.required('rows', integerBetween(least, 100)) };
    }
    if (kind === 'missing-fields') {
      const fields = known('fields', 'share');
      const hidden = fields.required('fields', listOf(filledText));
      return { kind, ...scope(fields), fields: hidden, share: fields.optional('share', numberBetween(0, 1)) };
    }
    return { kind, ...scope(known()) };
  };
}

function endpointKey(endpoints: readonly string[]): Decode<string> {
  return (value, at) => {
    const found = endpoints.find((key) => key === value);
    if (found === undefined) throw new InvalidInput(at, 'must be an endpoint key; GET /_control/endpoints lists them');
    return found;
  };
}

export const decodeFaults = (value: unknown, at: string, endpoints: readonly string[]): readonly Fault[] =>
  listOf(faultOf(endpoints))(value, at);
