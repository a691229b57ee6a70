import type { ProvisionDeps } from '../../shared/app/converge/deps.ts';
import { policyHash, targetPolicy } from '../../shared/domain/policy/target-policy.ts';

/** Makes a policy the active one on every target, as an operator does who has read what goes. */
export async function activatePolicy({
  ledger,
  clock,
  targets,
  policy,
}: Pick<ProvisionDeps, 'ledger' | 'clock' | 'targets' | 'policy'>): Promise<void> {
  for (const { target, settings } of targets) {
    const known = await ledger.policies.read(target.name);
    const active = targetPolicy({ ...policy, target: target.name, maxRole: settings.maxRole });
    const since = clock.now();
    const record = { target: target.name, active: { hash: policyHash(active), policy: active, since } };
    await ledger.policies.save(record, known?.version ?? 0);
  }
}
