/** A method and a path pattern such as `/api/service/users/{id}/groups`; the two joined are the endpoint key. */
export interface Route<H> {
  readonly method: string;
  readonly pattern: string;
  readonly handle: H;
}

export interface Matched<H> {
  readonly key: string;
  readonly handle: H;
  readonly params: ReadonlyMap<string, string>;
}

export const endpointKey = (route: Route<unknown>): string => `${route.method} ${route.pattern}`;

/** Finds the first route that fits; routes with fixed words must come before those with a `{parameter}` in their place. */
export function createRouter<H>(routes: readonly Route<H>[]): (method: string, path: string) => Matched<H> | undefined {
  const prepared = routes.map((route) => ({ route, key: endpointKey(route), parts: segments(route.pattern) }));
  return (method, path) => {
    const given = segments(path);
    for (const { route, key, parts } of prepared) {
      if (route.method !== method || parts.length !== given.length) continue;
      const params = match(parts, given);
      if (params !== undefined) return { key, handle: route.handle, params };
    }
    return undefined;
  };
}

function match(parts: readonly string[], given: readonly string[]): ReadonlyMap<string, string> | undefined {
  const params = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) params.set(part.slice(1, -1), decoded(value));
    else if (part !== value) return undefined;
  }
  return params;
}

/** Trailing slashes are tolerated: some SDK calls carry one. */
function segments(path: string): readonly string[] {
  return path.replace(/\/+$/, '').split('/').slice(1);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
