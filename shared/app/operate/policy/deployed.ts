import { policyHash, type TargetPolicy, targetPolicy, wholeHash } from '../../../domain/policy/target-policy.ts';
import type { PolicyRecord } from '../../../ports/ledger/per-target/policies.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import type { OperateDeps } from '../deps.ts';

/** The deployed policy of one target, beside what the ledger says of the active one. */
export interface OnTarget {
  readonly setup: TargetSetup;
  readonly deployed: TargetPolicy;
  readonly hash: string;
  /** Absent while no run has met a policy there; the first becomes active. */
  readonly record?: PolicyRecord;
  readonly version: number;
  readonly isActive: boolean;
}

/** The deployed policy of every target, and the hash of all together. */
export async function deployedPolicy({
  targets,
  policy,
  ledger,
}: Pick<OperateDeps, 'targets' | 'policy' | 'ledger'>): Promise<{
  readonly hash: string;
  readonly onTargets: readonly OnTarget[];
}> {
  const onTargets = await Promise.all(
    targets.map(async (setup): Promise<OnTarget> => {
      const { name: target } = setup.target;
      const deployed = targetPolicy({ ...policy, target, maxRole: setup.settings.maxRole });
      const hash = policyHash(deployed);
      const { record, version } = (await ledger.policies.read(target)) ?? { version: 0 };
      return {
        setup,
        deployed,
        hash,
        ...(record && { record }),
        version,
        isActive: !record || record.active.hash === hash,
      };
    }),
  );
  return {
    hash: wholeHash(Object.fromEntries(onTargets.map(({ setup, hash }) => [setup.target.name, hash]))),
    onTargets,
  };
}

/** Since when a deployed policy waits, or is active (epoch ms); now where no run has met it. */
export const sinceOf = ({ record, isActive }: Pick<OnTarget, 'record' | 'isActive'>, now: number): number =>
  (isActive ? record?.active.since : record?.waiting?.since) ?? now;
