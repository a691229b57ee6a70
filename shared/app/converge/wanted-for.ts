import { civilDate } from '../../domain/civil-time.ts';
import { withKept } from '../../domain/policy/kept-access.ts';
import type { TargetPolicy } from '../../domain/policy/target-policy.ts';
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
  /** The active policy, while the deployed one waits for its activation. */
  readonly keepBy?: TargetPolicy | undefined;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * What policy wants for a worker on one target at an instant, with what the active policy keeps; undefined for one who does not work here
 * now.
 */
export function wantedFor(question: PolicyQuestion): Wanted | undefined {
  const { setup, policy, keepBy } = question;
  const deployed = wantedUnder({ ...policy, maxRole: setup.settings.maxRole }, question);
  const active = keepBy && wantedUnder(keepBy, question);
  return deployed && active ? withKept(deployed, active, setup.target.traits.roles) : deployed;
}

/** The same under one policy alone, which may be another than the deployed one. */
export function wantedUnder(
  { rules, lists, maxRole }: TargetPolicy,
  { worker, standing, setup, at }: Omit<PolicyQuestion, 'policy' | 'keepBy'>,
): Wanted | undefined {
  if (standing.kind !== 'active') return undefined;
  return wantedAccess({
    rules,
    lists,
    target: setup.target.name,
    maxRole,
    roleOrder: setup.target.traits.roles,
    subjects: standing.engagements.map((engagement) => ({ ...engagement, today: civilDate(at, engagement.timeZone) })),
    extra: worker.overrides.filter((override) => isInForce(override, at)),
  });
}

/** Whether policy says of a worker who works here that they have no role: decided, and none. */
export const isWithoutRole = (wanted: Wanted | undefined): boolean =>
  wanted !== undefined && !wanted.role && !wanted.undecidedRole;

/** The names of all groups that the catalogue, the rules, or the active ones while they count, speak of. */
export function namedBy({
  setup,
  policy,
  keepBy,
}: Pick<PolicyQuestion, 'setup' | 'policy' | 'keepBy'>): readonly string[] {
  const rules = [...policy.rules, ...(keepBy?.rules ?? [])];
  return [
    ...Object.keys(setup.settings.groups),
    ...rules.flatMap(({ target, groups = [] }) => (target === setup.target.name ? groups : [])),
  ];
}
