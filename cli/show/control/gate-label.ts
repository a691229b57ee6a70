import type { ShownGate } from '../../../shared/contracts/operate/control/shown-gate.ts';

/** A gate as a person reads it: the target, with its second interface where it is the gate of that. */
export const gateLabel = ({ target, channel }: Pick<ShownGate, 'target' | 'channel'>): string =>
  channel === undefined ? target : `${target} (${channel})`;
