import type { TargetSettings } from '../../contracts/config/config.ts';
import type { Target } from '../../ports/target/target.ts';

/** One configured target with the adapter that reaches it. */
export interface TargetSetup {
  readonly target: Target;
  readonly settings: TargetSettings;
}
