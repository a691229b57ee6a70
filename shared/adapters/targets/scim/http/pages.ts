import type * as z from 'zod/mini';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { read } from '../../http/decode.ts';
import { listOf } from './records.ts';
import type { Server } from './server.ts';

export interface Listing<T> {
  readonly operation: string;
  readonly path: '/Users' | '/Groups';
  readonly record: z.ZodMiniType<T>;
  readonly filter?: string;
  readonly query?: readonly (readonly [name: string, value: string])[];
}

export interface Page<T> {
  readonly records: readonly T[];
  /** How many match, by the server's count; undefined where it does not count. */
  readonly total?: number;
  readonly nextCursor?: string;
}

/** Where a page begins: the 1-based place of its first resource, or a cursor that the server gave (empty for the first page). */
export type From = { readonly startIndex: number } | { readonly cursor: string };

/** Reads one page. `count` is a wish: a server may give fewer. */
export async function readPage<T>(
  server: Server,
  { operation, path, record, filter, query = [] }: Listing<T>,
  from: From,
  count: number,
  call: Call,
): Promise<Outcome<Page<T>>> {
  const place =
    'cursor' in from ? (['cursor', from.cursor] as const) : (['startIndex', String(from.startIndex)] as const);
  const page = await read(
    server,
    {
      operation,
      method: 'GET',
      path,
      query: [
        ...(filter === undefined ? [] : [['filter', filter] as const]),
        ...query,
        place,
        ['count', String(count)],
      ],
    },
    listOf(record),
    call,
  );
  if (page.kind !== 'done') return page;
  if (path === '/Users') server.learnt.listsUsers = true;
  const { Resources, totalResults, nextCursor } = page.value;
  return done({
    records: Resources ?? [],
    ...(totalResults !== undefined && { total: totalResults }),
    ...(nextCursor !== undefined && { nextCursor }),
  });
}

/** How many resources one page is asked for. */
export async function pageSize(server: Server, call: Call): Promise<number> {
  const { countPerPage } = server.profile;
  const { maxResults = countPerPage } = await server.hints(call);
  return Math.min(countPerPage, maxResults);
}

/**
 * Reads all pages of a short list. A list that ended before its own count, or that gave a resource twice, proves nothing about what is
 * not in it: `retryable`.
 */
export async function readAll<T extends { readonly id: string }>(
  server: Server,
  listing: Listing<T>,
  call: Call,
): Promise<Outcome<readonly T[]>> {
  const count = await pageSize(server, call);
  const rows = new Map<string, T>();
  for (let startIndex = 1; ; ) {
    const page = await readPage(server, listing, { startIndex }, count, call);
    if (page.kind !== 'done') return page;
    const { records, total = startIndex - 1 + records.length } = page.value;
    for (const record of records) rows.set(record.id, record);
    startIndex += records.length;
    if (rows.size !== startIndex - 1) return incomplete(server, listing, 'gave one resource twice');
    if (startIndex > total) return done([...rows.values()]);
    if (records.length === 0) return incomplete(server, listing, `ended after ${rows.size} of ${total}`);
  }
}

export const incomplete = (
  { name }: Server,
  { operation }: Pick<Listing<unknown>, 'operation'>,
  how: string,
): Outcome<never> => ({
  kind: 'retryable',
  because: `The list that ${name} answered to ${operation} ${how}, so it proves nothing about what is not in it`,
});

/** `attribute eq "value"`: quotes, backslashes and letters of any script are escaped as JSON, which is what RFC 7644 asks for. */
export const equals = (attribute: string, value: string): string => `${attribute} eq ${JSON.stringify(value)}`;
