import { type Decode, fieldsOf, InvalidInput, integerBetween, isObject, text } from '../../kit/decode.ts';
import { type Answer, ok } from '../../kit/http/answer.ts';
import { refuse } from '../http/answer.ts';
import type { ApiRequest } from './api-request.ts';

/** What a search asks for: the filter of its first page, which its cursors carry on. */
export interface Asked<F> {
  readonly filter: F;
  readonly limit: number;
  /** Records up to this sequence have been given. */
  readonly after: number;
}

const PREFIX = 'https://api.atlassian.com/admin/cursors/not-an-address?token=';

/** Looks like an address, and is none: a client that follows it, or takes it apart, fails. */
const cursorOf = (filter: unknown, after: number): string =>
  `${PREFIX}${Buffer.from(JSON.stringify({ filter, after })).toString('base64url')}`;

/** With a cursor, everything else but the limit is discarded. `filterOf` reads a first request, and what a cursor carried. */
export function askedOf<F>({ options }: ApiRequest, given: unknown, filterOf: Decode<F>, most: number): Asked<F> {
  const fields = fieldsOf(given ?? {}, 'body');
  const limit = fields.optional('limit', integerBetween(1, 100)) ?? most;
  const cursor = fields.optional('cursor', text);
  if (cursor === undefined) return { filter: filterOf(given ?? {}, 'body'), limit, after: 0 };
  const carried = read(cursor);
  if (!isObject(carried) || typeof carried['after'] !== 'number')
    throw refuse(options, 400, 'ADMIN-400-1', 'Invalid page cursor');
  return { filter: filterOf(carried['filter'], 'cursor'), limit, after: carried['after'] };
}

function read(cursor: string): unknown {
  if (!cursor.startsWith(PREFIX)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor.slice(PREFIX.length), 'base64url').toString());
  } catch {
    return undefined;
  }
}

interface Listed<T> {
  readonly asked: Asked<unknown>;
  readonly matching: readonly T[];
  /** Of all that there is, for hits that were not asked for. */
  readonly all: readonly T[];
  readonly render: (record: T) => unknown;
}

/** One page; `links.next` is absent on the last. */
export function pageAnswer<T extends { readonly sequence: number }>(
  { disorder }: ApiRequest,
  { asked, matching, all, render }: Listed<T>,
): Answer {
  const unasked =
    disorder.unasked === 0 ? [] : all.filter((record) => !matching.includes(record)).slice(0, disorder.unasked);
  const rest = [...matching, ...unasked]
    .toSorted((one, other) => one.sequence - other.sequence)
    .filter(({ sequence }) => sequence > asked.after);
  const rows = rest.slice(0, Math.min(asked.limit, disorder.rows));
  const last = rows.at(-1)?.sequence ?? asked.after;
  return ok({
    data: rows.map(render),
    links: {
      self: cursorOf(asked.filter, asked.after),
      ...(rows.length < rest.length && { next: cursorOf(asked.filter, last) }),
    },
  });
}

/** A list of at most so many different texts. */
export const textsUpTo =
  (most: number): Decode<readonly string[]> =>
  (value, at) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > most)
      throw new InvalidInput(at, `must be a list of 1 to ${most}`);
    return value.map((one: unknown, index) => text(one, `${at}[${index}]`));
  };
