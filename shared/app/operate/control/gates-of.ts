import type { Channel } from '../../../ports/target/channel.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { gateName } from '../../quota/gate.ts';

/** A gate of a target: its own, or that of its channel. */
export interface GateOf {
  /** The name of the gate in the ledger. */
  readonly gate: string;
  readonly target: string;
  readonly channel?: Channel;
}

/** Every gate of some targets; the target's own comes before that of its channel. */
export const gatesOf = (targets: readonly TargetSetup[]): readonly GateOf[] =>
  targets.flatMap(({ target: { name, channel } }): readonly GateOf[] => [
    { gate: gateName(name), target: name },
    ...(channel ? [{ gate: gateName(name, channel.name), target: name, channel }] : []),
  ]);
