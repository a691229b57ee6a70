import type { ShownOverride } from '../../contracts/operate/shown-override.ts';
import { isInForce, type Override, UNTIL_LIFTED } from '../../domain/override.ts';
import { iso } from './iso.ts';

export function showOverride(override: Override, now: number): ShownOverride {
  const { id, kind, entitlement, against, actor, reason, from, until, lifted } = override;
  return {
    id,
    kind,
    ...entitlement,
    ...(against && { against: [...against] }),
    actor,
    reason,
    from: iso(from),
    until: until === UNTIL_LIFTED ? 'lifted' : iso(until),
    inForce: isInForce(override, now),
    ...(lifted && { lifted }),
  };
}
