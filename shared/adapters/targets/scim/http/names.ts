/** The names that this client reads, as RFC 7643 writes them; servers may write them in any case. */
const NAMES = new Map(
  [
    'Resources',
    'totalResults',
    'itemsPerPage',
    'startIndex',
    'nextCursor',
    'id',
    'externalId',
    'userName',
    'displayName',
    'active',
    'name',
    'givenName',
    'familyName',
    'emails',
    'groups',
    'members',
    'meta',
    'value',
    'display',
    'type',
    'primary',
    'created',
    'lastModified',
    'version',
    'patch',
    'filter',
    'etag',
    'pagination',
    'supported',
    'maxResults',
    'cursor',
  ].map((name) => [name.toLowerCase(), name]),
);

/** The same JSON with the names of attributes in the case of RFC 7643 (2.1: names do not mind case). */
export function canonicalNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [NAMES.get(name.toLowerCase()) ?? name, canonicalNames(inner)]),
  );
}
