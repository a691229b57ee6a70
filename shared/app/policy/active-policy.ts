import { givesNoLess, policyHash, type TargetPolicy, targetPolicy } from '../../domain/policy/target-policy.ts';
import type { PolicyRecord } from '../../ports/ledger/per-target/policies.ts';
import type { ProvisionDeps } from '../converge/deps.ts';
import type { TargetSetup } from '../converge/target-setup.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'policy'>;

/**
 * The policy by which workers keep what they have on a target, while the deployed one waits for its activation; undefined where the
 * deployed one is active. The first that is ever met, and one that certainly takes nothing, activates itself.
 */
export async function policyToKeepBy(setup: TargetSetup, deps: Deps): Promise<TargetPolicy | undefined> {
  const { ledger, clock } = deps;
  const known = await ledger.policies.read(setup.target.name);
  const record = recordNow(setup, known?.record, { policy: deps.policy, now: clock.now() });
  // where another process was faster, it met the same policy, or the next run sees what it met
  if (record !== known?.record) await ledger.policies.save(record, known?.version ?? 0);
  return record.waiting && record.active.policy;
}

interface Deployed {
  readonly policy: Deps['policy'];
  /** Epoch ms. */
  readonly now: number;
}

/** What the ledger should say of a target's policy; the record itself where it does. */
function recordNow(
  { target: { name: target, traits }, settings: { maxRole } }: TargetSetup,
  record: PolicyRecord | undefined,
  { policy, now }: Deployed,
): PolicyRecord {
  const deployed = targetPolicy({ ...policy, target, maxRole });
  const hash = policyHash(deployed);
  if (record?.active.hash === hash) return record.waiting ? { target, active: record.active } : record;
  if (!record || givesNoLess(deployed, record.active.policy, traits.roles))
    return { target, active: { hash, policy: deployed, since: now } };
  return record.waiting?.hash === hash ? record : { ...record, waiting: { hash, since: now } };
}
