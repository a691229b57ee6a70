/** Keeps `columns` (repeated keys) and `always`; a record is left whole when no column is asked for. Unknown columns are ignored. */
export function projection(query: URLSearchParams, always: readonly string[]): (record: Rendered) => Rendered {
  const asked = query.getAll('columns').filter((column) => column !== '');
  if (asked.length === 0) return (record) => record;
  const kept = new Set([...always, ...asked]);
  return (record) => Object.fromEntries(Object.entries(record).filter(([name]) => kept.has(name)));
}

export type Rendered = Readonly<Record<string, unknown>>;
