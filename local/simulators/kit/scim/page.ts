import type { ListDisorder } from '../faults/list-disorder.ts';
import type { Answer } from '../http/answer.ts';
import { type Attributes, LIST_SCHEMA, nameIn, refuse, scimJson } from './answer.ts';
import { compileFilter, type Grammar } from './filter.ts';

export interface Listing {
  readonly resources: readonly Attributes[];
  /** Attributes that a resource has and does not show. */
  readonly hidden?: (id: string) => readonly string[];
  readonly query: URLSearchParams;
  readonly grammar: Grammar;
  /** What becomes of a filter. */
  readonly filters: 'honour' | 'ignore' | 'refuse';
  /** The most resources of a page, whatever `count` says. */
  readonly maxPage: number;
  /** Behind so many resources every page is empty, while the count stays. */
  readonly endsAfter: number | null;
  readonly cursors: boolean;
  readonly disorder: ListDisorder;
}

/** One page: filter, then `startIndex` from 1 and `count`, or a cursor of RFC 9865. */
export function listAnswer(listing: Listing): Answer {
  const { query, endsAfter, disorder, maxPage, cursors, hidden = () => [] } = listing;
  const matching = filtered(listing);
  const count = Math.min(whole(query, 'count', 0) ?? maxPage, maxPage, disorder.rows);
  const cursor = query.get('cursor');
  const start = cursor === null ? Math.max(whole(query, 'startIndex', 1) ?? 1, 1) : placeOf(cursor, matching, cursors);
  const page = matching.slice(0, endsAfter ?? matching.length).slice(start - 1, start - 1 + count);
  const last = page.at(-1);
  const goesOn = last !== undefined && start - 1 + page.length < matching.length;
  return scimJson(200, {
    schemas: [LIST_SCHEMA],
    totalResults: Math.max(matching.length + disorder.by, 0),
    itemsPerPage: page.length,
    ...(cursor === null ? { startIndex: start } : goesOn && { nextCursor: `after-${String(last['id'])}` }),
    Resources: page.map((resource) => projected(without(resource, hidden(String(resource['id']))), query)),
  });
}

function filtered({ resources, query, grammar, filters, disorder }: Listing): readonly Attributes[] {
  const filter = query.get('filter');
  if (filter === null || filters === 'ignore') return resources;
  if (filters === 'refuse') throw refuse(400, 'This server has no filters.', 'invalidFilter');
  const holds = compileFilter(filter, grammar);
  const unasked = disorder.unasked === 0 ? [] : resources.filter((resource) => !holds(resource));
  return [...resources.filter(holds), ...unasked.slice(0, disorder.unasked)];
}

function whole(query: URLSearchParams, name: string, least: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw refuse(400, `${name} must be a whole number.`, 'invalidValue');
  return Math.max(Number(text), least);
}

/** A cursor names the resource behind which the next page begins; it ends with that resource. */
function placeOf(cursor: string, resources: readonly Attributes[], isSupported: boolean): number {
  if (!isSupported) throw refuse(400, 'This server has no cursors.', 'invalidCursor');
  if (cursor === '') return 1;
  const at = resources.findIndex(({ id }) => cursor === `after-${String(id)}`);
  if (at < 0) throw refuse(400, 'This cursor is not known, or not any more.', 'expiredCursor');
  return at + 2;
}

/** `attributes` and `excludedAttributes`; the id and the schemas always stay. */
export function projected(resource: Attributes, query: URLSearchParams): Attributes {
  const wanted = names(query.get('attributes'));
  const excluded = names(query.get('excludedAttributes'));
  const always = ['id', 'schemas'];
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      const key = name.toLowerCase();
      if (always.includes(key)) return true;
      return (wanted.length === 0 || wanted.includes(key)) && !excluded.includes(key);
    }),
  );
}

export const without = (resource: Attributes, hidden: readonly string[]): Attributes =>
  hidden.length === 0
    ? resource
    : Object.fromEntries(Object.entries(resource).filter(([name]) => !hidden.includes(name)));

/** A sub-attribute stands for the whole attribute. */
const names = (text: string | null): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase().replace(/\..*$/, ''))
    .filter((name) => name !== '');

/** The attribute of a body, whatever its case; null and an empty list are the same as none. */
export function given(body: Attributes, name: string): unknown {
  const key = nameIn(body, name);
  const value = key === undefined ? undefined : body[key];
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}
