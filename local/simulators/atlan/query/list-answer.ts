import type { ListDisorder } from '../../kit/faults/list-disorder.ts';
import { type Answer, ok, Refused } from '../../kit/http/answer.ts';
import { badRequest } from '../http/answer.ts';
import type { TenantOptions } from '../tenant/options.ts';
import type { FieldTable } from './field.ts';
import { compileFilter, type Predicate } from './rql.ts';
import { bySort } from './sort.ts';

export interface Listing<T> {
  readonly records: Iterable<T>;
  readonly fields: FieldTable<T>;
  readonly query: URLSearchParams;
  readonly options: TenantOptions;
  readonly disorder: ListDisorder;
  readonly render: (record: T) => unknown;
  /** What `totalRecord` counts. Default 'all'. */
  readonly total?: 'all' | 'matching';
  /** `records` of an empty page, where a tenant cannot choose. */
  readonly emptyRecords?: TenantOptions['emptyRecords'];
}

/** Filter, sort, page: `{totalRecord, filterRecord, records}` as every list of Atlan answers. */
export function listAnswer<T>(listing: Listing<T>): Answer {
  const { records, fields, query, options, disorder, render } = listing;
  const { total = 'all', emptyRecords = options.emptyRecords } = listing;
  const matches = filterOf(query, fields, options);
  const limit = pageSize(query, options);
  const offset = count(query, 'offset') ?? 0;
  const all = Array.from(records);
  const found = matches === undefined ? all : [...all.filter(matches), ...unaskedOf(all, matches, disorder)];
  const order = bySort(query, fields);
  const sorted = order === undefined ? found : [...found].sort(order);
  const page = sorted.slice(offset, offset + Math.min(limit, disorder.rows)).map(render);
  const counted = isTrue(query.get('count') ?? 'true');
  return ok({
    totalRecord: counted ? countOf(total === 'all' ? all : found, disorder) : 0,
    filterRecord: counted ? countOf(found, disorder) : 0,
    ...(options.dialect === 'seed002' ? { count: page.length } : {}),
    ...pageRecords(page, emptyRecords === 'null-past-end' ? (offset > 0 ? 'null' : 'list') : emptyRecords),
  });
}

const countOf = (rows: readonly unknown[], { by }: ListDisorder): number => Math.max(rows.length + by, 0);

const unaskedOf = <T>(all: readonly T[], matches: Predicate<T>, { unasked }: ListDisorder): readonly T[] =>
  unasked === 0 ? [] : all.filter((record) => !matches(record)).slice(0, unasked);

function pageRecords(
  page: readonly unknown[],
  empty: Exclude<TenantOptions['emptyRecords'], 'null-past-end'>,
): { readonly records?: readonly unknown[] | null } {
  if (page.length > 0 || empty === 'list') return { records: page };
  return empty === 'null' ? { records: null } : {};
}

/** SDKs write `true` and `True`; anything but false counts as true. */
export const isTrue = (value: string): boolean => memberName(value).toLowerCase() !== 'false';

/** Some SDK versions send `Enum.NAME` for `NAME`. */
export const memberName = (value: string): string => value.slice(value.lastIndexOf('.') + 1);

function filterOf<T>(query: URLSearchParams, fields: FieldTable<T>, options: TenantOptions): Predicate<T> | undefined {
  const filter = query.get('filter');
  if (filter === null || filter === '') return undefined;
  const grammar = { fields, mindsCase: options.equalityMindsCase };
  const simple = options.dialect === 'seed002' ? /^(\w+) eq "([^"]*)"$/.exec(filter) : null;
  if (simple !== null) return compileFilter({ [simple[1] ?? '']: { $eq: simple[2] } }, grammar);
  return compileFilter(parsed(filter), grammar);
}

function parsed(filter: string): unknown {
  try {
    return JSON.parse(filter);
  } catch {
    throw new Refused(badRequest('400 Bad Request: the filter is not valid JSON'));
  }
}

function pageSize(query: URLSearchParams, options: TenantOptions): number {
  const limit = count(query, 'limit') ?? 0;
  if (limit === 0) return options.defaultLimit;
  if (limit <= options.maxLimit) return limit;
  if (options.overLimit === 'clamp') return options.maxLimit;
  throw new Refused(badRequest(`400 Bad Request: limit must be at most ${options.maxLimit}`));
}

function count(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new Refused(badRequest(`400 Bad Request: ${name} must be a whole number from 0`));
  return Number(value);
}
