import type { NotDone, Wait } from '../../domain/outcome.ts';
import type { ProvisionDeps } from './deps.ts';

type Deps = Pick<ProvisionDeps, 'ledger' | 'clock' | 'notice'>;

const CLOSED_MS = 60_000;
/** How long one trial request may take before another process tries. */
const TRIAL_MS = 30_000;

/** Until when a target is closed for everybody (epoch ms); undefined when this caller may go through. */
export async function closedUntil(
  target: string,
  { ledger: { gates }, clock }: Deps,
): Promise<{ readonly at: number; readonly because: string } | undefined> {
  const gate = await gates.read(target);
  if (!gate) return undefined;
  const now = clock.now();
  if (gate.closedUntil > now) return { at: gate.closedUntil, because: gate.because };
  return (await gates.tryHalfOpen(target, now, TRIAL_MS)) ? undefined : { at: now + TRIAL_MS, because: gate.because };
}

/** Closes the gate after an outcome that concerns the whole target, and says when to look again. */
export async function closeGate(
  target: string,
  stopped: NotDone,
  { ledger: { gates }, clock, notice }: Deps,
): Promise<number> {
  const now = clock.now();
  if (stopped.kind !== 'wait' || stopped.cause === 'deadline') return now + CLOSED_MS;
  const until = Math.max(retryAt(stopped) ?? 0, now + CLOSED_MS);
  await gates.close({ target, cause: stopped.cause, because: stopped.because, closedAt: now, closedUntil: until });
  notice('gate-closed', { target, cause: stopped.cause });
  return until;
}

const retryAt = ({ retryAt: at }: Wait): number | undefined => at;
