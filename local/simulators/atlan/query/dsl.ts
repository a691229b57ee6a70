import { isObject } from '../../kit/decode.ts';

/** The values of a field of one document; empty where it has none. */
export type FieldValues = (field: string) => readonly string[];

export class UnknownQuery extends Error {}

/** Whether a document fits a query of Elasticsearch, as far as the SDKs send it. @throws {UnknownQuery} for any other. */
export function fits(query: unknown, valuesOf: FieldValues): boolean {
  const [[kind, body] = [], ...others] = Object.entries(isObject(query) ? query : {});
  if (kind === undefined || others.length > 0) throw new UnknownQuery('a query has exactly one kind');
  switch (kind) {
    case 'match_all':
      return true;
    case 'nested':
      return fits(isObject(body) ? body['query'] : undefined, valuesOf);
    case 'bool':
      return fitsBool(isObject(body) ? body : {}, valuesOf);
    case 'exists':
      return valuesOf(String(isObject(body) ? body['field'] : '')).length > 0;
    case 'term':
      return fitsField(body, (field, wanted) => valuesOf(field).includes(String(wanted)));
    case 'terms':
      return fitsField(body, (field, wanted) => listOf(wanted).some((one) => valuesOf(field).includes(String(one))));
    case 'prefix':
      return fitsField(body, (field, wanted) => valuesOf(field).some((value) => value.startsWith(String(wanted))));
    default:
      throw new UnknownQuery(`unknown query [${kind}]`);
  }
}

function fitsBool(body: Readonly<Record<string, unknown>>, valuesOf: FieldValues): boolean {
  const all = [...listOf(body['filter']), ...listOf(body['must'])];
  const none = listOf(body['must_not']);
  const some = listOf(body['should']);
  const least = Number(body['minimum_should_match'] ?? (all.length === 0 && some.length > 0 ? 1 : 0));
  return (
    all.every((query) => fits(query, valuesOf)) &&
    none.every((query) => !fits(query, valuesOf)) &&
    some.filter((query) => fits(query, valuesOf)).length >= least
  );
}

/** `{field: value}` and `{field: {value}}` mean the same. */
function fitsField(body: unknown, test: (field: string, wanted: unknown) => boolean): boolean {
  const [[field, wanted] = []] = Object.entries(isObject(body) ? body : {});
  if (field === undefined) throw new UnknownQuery('a field is missing');
  return test(field, isObject(wanted) ? wanted['value'] : wanted);
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
