import type { ShownOverride } from '../../../contracts/operate/override/shown-override.ts';
import { isInForce, type Override, UNTIL_LIFTED } from '../../../domain/worker/override.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName } from '../operator.ts';

export function showOverride(
  override: Override,
  { now, operators }: { readonly now: number; readonly operators: OperateDeps['operators'] },
): ShownOverride {
  const { id, kind, entitlement, against, actor, reason, from, until, lifted } = override;
  return {
    id,
    kind,
    ...entitlement,
    ...(against && { against: [...against] }),
    actor: actorName(actor, operators),
    reason,
    from: iso(from),
    until: until === UNTIL_LIFTED ? 'lifted' : iso(until),
    inForce: isInForce(override, now),
    ...(lifted && { lifted: { ...lifted, actor: actorName(lifted.actor, operators) } }),
  };
}
