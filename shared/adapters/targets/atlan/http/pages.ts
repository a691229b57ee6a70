import * as z from 'zod/mini';
import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { read } from '../../http/decode.ts';
import type { About } from '../../http/rejection.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** The most rows ever asked for: more is an error where Atlan builds on a8m/rql. */
export const PAGE_SIZE = 100;

export interface Listing<T> {
  readonly operation: string;
  readonly path: string;
  readonly record: z.ZodMiniType<T>;
  readonly about?: About['about'];
  readonly sort?: string;
  /** An RQL expression; serialised here, so that no value can break out of it. */
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly query?: readonly (readonly [name: string, value: string])[];
}

export interface Page<T> {
  readonly records: readonly T[];
  /** How many match, by the target's count. */
  readonly matching: number;
}

export interface Rows<T> {
  readonly records: readonly T[];
  /** False when the target counted more than it gave, or fewer: then what is not there is not proven absent. */
  readonly complete: boolean;
}

/** Reads one page. An answer that neither lists nor counts anything is not an empty list. */
export async function readPage<T>(
  tenant: Tenant,
  listing: Listing<T>,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  call: Call,
): Promise<Outcome<Page<T>>> {
  const { operation, path, record, about, sort, filter, query = [] } = listing;
  const count = z.optional(z.nullable(z.number()));
  const shape = z
    .looseObject({ records: z.optional(z.nullable(z.array(record))), filterRecord: count, totalRecord: count })
    .check(
      z.refine(
        ({ records, filterRecord, totalRecord }) => records != null || filterRecord != null || totalRecord != null,
        'neither lists nor counts',
      ),
    );
  const page = await read(
    tenant,
    {
      operation,
      method: 'GET',
      path,
      query: [
        ...(filter ? [['filter', JSON.stringify(filter)] as const] : []),
        ...(sort ? [['sort', sort] as const] : []),
        ...query,
        ['count', 'true'],
        ['offset', String(offset)],
        ['limit', String(limit)],
      ],
      ...(about && { about }),
    },
    shape,
    call,
  );
  if (page.kind !== 'done') return page;
  const records = page.value.records ?? [];
  return done({ records, matching: page.value.filterRecord ?? page.value.totalRecord ?? offset + records.length });
}

/** Reads all pages of a short list, from its start. A row that moved between two pages is given once. */
export async function readAll<T extends { readonly id: string }>(
  tenant: Tenant,
  listing: Listing<T>,
  call: Call,
): Promise<Outcome<Rows<T>>> {
  const rows = new Map<string, T>();
  for (let offset = 0; ; ) {
    const page = await readPage(tenant, listing, { offset, limit: PAGE_SIZE }, call);
    if (page.kind !== 'done') return page;
    const { records, matching } = page.value;
    for (const record of records) rows.set(record.id, record);
    offset += records.length;
    if (records.length === 0 || offset >= matching)
      return done({ records: [...rows.values()], complete: rows.size === matching });
  }
}
