import type { TargetSettings } from '../../../contracts/config/config.ts';
import type { Finding } from '../../../contracts/operate/status/doctor.ts';
import type { ProviderTraits } from '../../../domain/provider/traits.ts';
import type { TargetRole } from '../../../ports/target/target-probe.ts';
import { ok, wrong } from './finding.ts';

/** Whether every role policy may give is there. */
export function roleFindings(
  { maxRole }: TargetSettings,
  { roles: order }: ProviderTraits,
  roles: readonly TargetRole[],
): readonly Finding[] {
  const needed = order.slice(0, order.indexOf(maxRole) + 1);
  const missing = needed.filter((name) => roles.every((role) => role.name !== name));
  if (missing.length === 0) return [ok(`The roles up to ${maxRole} are there`, 'Each was found with its id')];
  return missing.map((name) =>
    wrong(
      `There is no role ${name}`,
      `The target has ${roles.map((role) => role.name).join(', ') || 'none'}`,
      'Check that this is the intended tenant, and that the token may read its roles',
    ),
  );
}
