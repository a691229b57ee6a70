import type { LocalCloud } from '../local-cloud.ts';

/** The targets that are tenants of Atlan: the chapters before the last ones are about them. */
export const atlanTargets = ({ config, tenants }: LocalCloud): readonly string[] =>
  Object.keys(tenants).filter((target) => config.targets[target]?.provider === 'atlan');

/** The first target of the configuration: most of the day happens there. */
export function mainTarget({ tenants }: LocalCloud): string {
  const [first] = Object.keys(tenants);
  if (first === undefined) throw new Error('the configuration has no target');
  return first;
}
