import type { LocalCloud } from '../local-cloud.ts';

/** The first target of the configuration: most of the day happens there. */
export function mainTarget({ tenants }: LocalCloud): string {
  const [first] = Object.keys(tenants);
  if (first === undefined) throw new Error('the configuration has no target');
  return first;
}
