import { LONGEST_WAIT_MS, type NotDone } from '../../domain/outcome.ts';
import type { ProvisionDeps } from '../converge/deps.ts';

/** The gate of a channel of a target stands in an item of its own. No target's name has a space. */
export const gateName = (target: string, channel?: string): string =>
  channel === undefined ? target : `${target} ${channel}`;

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>;

const CLOSED_MS = 60_000;
/** How long one trial request may take before another process tries. */
const TRIAL_MS = 30_000;

/**
 * `target` is the name of a gate. Until when a target is closed for all workers (epoch ms), at most `LONGEST_WAIT_MS` from now; undefined when this caller may go through.
 * Once its time is over one caller may, and beside it one whose work is an ending: a leaver does not wait for another worker's trial.
 */
export async function closedUntil(
  target: string,
  { ledger: { gates }, clock }: Deps,
  isEnding = false,
): Promise<{ readonly at: number; readonly because: string } | undefined> {
  const gate = await gates.read(target);
  if (!gate) return undefined;
  const { because } = gate;
  const now = clock.now();
  const latest = now + LONGEST_WAIT_MS;
  if (gate.closedUntil > latest) {
    await gates.shorten(target, latest);
    return { at: latest, because };
  }
  const isOver = gate.closedUntil <= now;
  if (isOver && (await gates.tryHalfOpen(target, now, TRIAL_MS))) return undefined;
  if (isEnding && (isOver || gate.trial === 'running') && (await gates.joinTrial(target, now))) return undefined;
  return { at: isOver ? now + TRIAL_MS : gate.closedUntil, because };
}

/**
 * Closes the gate of the target, or of the channel that the outcome names, after an outcome that concerns all of it: for a minute, or for as
 * long as the target asks, at most `LONGEST_WAIT_MS`. An outcome that concerns one kind of call leaves it open. Answers when to look again (epoch ms).
 */
export async function closeGate(
  target: string,
  stopped: NotDone,
  { ledger: { gates }, clock, notice }: Deps,
): Promise<number> {
  const now = clock.now();
  if (stopped.kind !== 'wait' || stopped.cause === 'deadline' || stopped.cause === 'seat') return now + CLOSED_MS;
  const named = (stopped.retryAt ?? now) - now;
  if (stopped.cause === 'paced') return now + (named > 0 ? Math.min(named, LONGEST_WAIT_MS) : CLOSED_MS);
  const closedMs = named > CLOSED_MS ? Math.min(named, LONGEST_WAIT_MS) : CLOSED_MS;
  const { cause, because, channel } = stopped;
  const gate = gateName(target, channel);
  const until = await gates.close({ target: gate, cause, because, closedAt: now, closedUntil: now + closedMs });
  notice('gate-closed', { target, cause, ...(channel !== undefined && { channel }) });
  return Math.min(until, now + LONGEST_WAIT_MS);
}
