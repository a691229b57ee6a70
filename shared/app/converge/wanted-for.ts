import { civilDate } from '../../domain/civil-time.ts';
import { type Wanted, wantedAccess } from '../../domain/policy/wanted-access.ts';
import { isInForce } from '../../domain/worker/override.ts';
import type { Standing } from '../../domain/worker/standing.ts';
import type { Worker } from '../../domain/worker/worker.ts';
import type { ProvisionDeps } from './deps.ts';
import type { TargetSetup } from './target-setup.ts';

/** One worker on one target at an instant. */
export interface PolicyQuestion {
  readonly worker: Worker;
  readonly standing: Standing;
  readonly setup: TargetSetup;
  readonly policy: ProvisionDeps['policy'];
  /** Epoch ms. */
  readonly at: number;
}

/** What policy wants for a worker on one target at an instant; undefined for one who does not work here now. */
export function wantedFor({ worker, standing, setup, policy, at }: PolicyQuestion): Wanted | undefined {
  if (standing.kind !== 'active') return undefined;
  return wantedAccess({
    rules: policy.rules,
    lists: policy.lists,
    target: setup.target.name,
    maxRole: setup.settings.maxRole,
    roleOrder: setup.target.traits.roles,
    subjects: standing.engagements.map((engagement) => ({ ...engagement, today: civilDate(at, engagement.timeZone) })),
    extra: worker.overrides.filter((override) => isInForce(override, at)),
  });
}

/** Whether policy says of a worker who works here that they have no role: decided, and none. */
export const isWithoutRole = (wanted: Wanted | undefined): boolean =>
  wanted !== undefined && !wanted.role && !wanted.undecidedRole;
