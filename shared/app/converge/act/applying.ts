import type { TargetRules } from '../../../domain/plan/observed.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { TargetSetup } from '../target-setup.ts';

/** What carrying plans out on one target needs. */
export interface Applying {
  readonly setup: TargetSetup;
  readonly rules: TargetRules;
  readonly deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice' | 'policy'>;
  readonly call: Call;
}
