import type { ShownGate } from '../../../contracts/operate/control/shown-gate.ts';
import { LONGEST_WAIT_MS } from '../../../domain/outcome.ts';
import type { ClosedGate, GateState } from '../../../ports/ledger/per-target/gates.ts';
import { iso } from '../iso.ts';
import type { GateOf } from './gates-of.ts';

export function showGate(
  { target, channel }: Omit<GateOf, 'gate'>,
  { closed, opened }: GateState,
  now: number,
): ShownGate {
  return {
    target,
    ...(channel && { channel: channel.name }),
    state: closed ? 'closed' : 'open',
    ...(closed && { closed: closingOf(closed, now) }),
    ...(opened && { opened: { actor: opened.actor, reason: opened.reason, at: iso(opened.at) } }),
  };
}

/** When the next request is let through (epoch ms), whatever the item says. */
export const endOf = ({ closedUntil }: ClosedGate, now: number): number => Math.min(closedUntil, now + LONGEST_WAIT_MS);

function closingOf(gate: ClosedGate, now: number): NonNullable<ShownGate['closed']> {
  const { cause, because, closedAt, triedAt } = gate;
  return {
    cause,
    because,
    since: iso(closedAt),
    until: iso(endOf(gate, now)),
    ...(triedAt !== undefined && { triedAt: iso(triedAt) }),
  };
}
