import type { Plan } from '../../../domain/plan/plan.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { ProvisionDeps } from '../deps.ts';
import type { Run } from '../run.ts';
import type { TargetSetup } from '../target-setup.ts';

/** One plan before it is carried out, with what guards need to judge it. */
export interface Guarded {
  readonly run: Run;
  readonly plan: Plan;
  readonly setup: TargetSetup;
  readonly deps: Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice' | 'policy'>;
  readonly call: Call;
}
