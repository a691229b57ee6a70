import * as z from 'zod/mini';
import { done, mapOutcome, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { field, read } from '../../http/decode.ts';
import type { About } from '../../http/rejection.ts';
import type { TargetRequest } from '../../http/target-request.ts';
import type { Tenant } from '../organisation/organisation.ts';

/** The most a page may have. */
const PAGE_SIZE = 100;
/** 100,000 rows; a listing that has not ended by then goes in a circle. */
const MAX_PAGES = 1_000;
/** A cursor carries the filter of its first page (documented for the GETs). Should a tenant want it again, turn this on. */
const LATER_PAGES_REPEAT_FILTER: boolean = false;

type Values = Readonly<Record<string, readonly string[]>>;

export interface Listing<T> {
  readonly operation: string;
  readonly path: string;
  readonly record: z.ZodMiniType<T>;
  readonly about?: About['about'];
  /** `search`: a POST whose body has the filter. `list`: a GET whose query has it. */
  readonly by: 'search' | 'list';
  readonly filter?: Values;
}

/** Where a listing has come to; opaque to all others. */
export interface Place {
  readonly cursor: string;
  readonly page: number;
  /** An earlier cursor: to meet it again is to go in a circle. It is moved on at every power of two, so that none is missed. */
  readonly anchor: string;
}

export interface Page<T> {
  readonly records: readonly T[];
  readonly next?: Place;
}

/** Reads one page, from the start when `place` is undefined. `links.next` is an opaque cursor, whatever it looks like. */
export async function readPage<T>(
  tenant: Tenant,
  listing: Listing<T>,
  place: Place | undefined,
  call: Call,
): Promise<Outcome<Page<T>>> {
  const shape = z.looseObject({
    data: z.array(listing.record),
    links: field(z.looseObject({ next: field(z.string()) })),
  });
  const answer = await read(tenant, requestFor(listing, place?.cursor), shape, call);
  if (answer.kind !== 'done') return answer;
  const { data: records, links } = answer.value;
  const next = links?.next ?? '';
  if (next === '') return done({ records });
  const page = (place?.page ?? 0) + 1;
  if (next === place?.cursor || next === place?.anchor || page >= MAX_PAGES) {
    const because = `${tenant.name} gave a page of ${listing.operation} that leads back to an earlier one (page ${page}), so the list cannot be used`;
    return { kind: 'retryable', because };
  }
  const isPowerOfTwo = (page & (page - 1)) === 0;
  return done({ records, next: { cursor: next, page, anchor: isPowerOfTwo ? next : (place?.anchor ?? next) } });
}

/** Reads all pages; the records in the order of the answers. */
export async function readAll<T>(tenant: Tenant, listing: Listing<T>, call: Call): Promise<Outcome<readonly T[]>> {
  const records: T[] = [];
  for (let place: Place | undefined; ; ) {
    const page = await readPage(tenant, listing, place, call);
    if (page.kind !== 'done') return page;
    records.push(...page.value.records);
    place = page.value.next;
    if (!place) return mapOutcome(page, () => records);
  }
}

function requestFor({ operation, path, about, by, filter = {} }: Listing<unknown>, cursor: string | undefined) {
  const isFirst = cursor === undefined;
  const sent = isFirst || LATER_PAGES_REPEAT_FILTER ? filter : {};
  const common = { operation, path, ...(about && { about }) };
  if (by === 'search')
    return { ...common, method: 'POST', reads: true, json: { ...sent, limit: PAGE_SIZE, cursor } } as const;
  const query: TargetRequest['query'] = [
    ...Object.entries(sent).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
    ['limit', String(PAGE_SIZE)],
    ...(isFirst ? [] : [['cursor', cursor] as const]),
  ];
  return { ...common, method: 'GET', query } as const;
}
