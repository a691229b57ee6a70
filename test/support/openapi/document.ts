import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where the vendors' documents lie; they are not part of the project. */
export const OPENAPI_DIR =
  process.env['OPENAPI_DIR'] ?? join(import.meta.dirname, '../../../../shared/reference/openapi');

/** The document, or undefined where it is not there. */
export function openapiDocument(file: string): Fields | undefined {
  const path = join(OPENAPI_DIR, file);
  if (!existsSync(path)) return undefined;
  const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return isObject(document) ? document : undefined;
}

export interface Operation {
  /** `POST /v2/…`, as the document writes it. */
  readonly key: string;
  readonly document: Fields;
  readonly description: Fields;
  readonly params: Readonly<Record<string, string>>;
}

/** The operation of a document that a request is, by method and path; `base` is the path of the document's server. */
export function operationOf(document: Fields, base: string, method: string, path: string): Operation | undefined {
  if (!path.startsWith(`${base}/`)) return undefined;
  const given = path.slice(base.length).split('/');
  const paths = isObject(document['paths']) ? Object.entries(document['paths']) : [];
  // fixed words before parameters
  const byWords = paths.toSorted(([one], [other]) => one.split('{').length - other.split('{').length);
  for (const [pattern, methods] of byWords) {
    const description = isObject(methods) ? methods[method.toLowerCase()] : undefined;
    const parts = pattern.split('/');
    if (!isObject(description) || parts.length !== given.length) continue;
    const pairs = parts.map((part, index) => [part, given[index] ?? ''] as const);
    if (!pairs.every(([part, value]) => part.startsWith('{') || part === value)) continue;
    const params = pairs.flatMap(([part, value]) =>
      part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(value)] as const] : [],
    );
    return { key: `${method} ${pattern}`, document, description, params: Object.fromEntries(params) };
  }
  return undefined;
}
