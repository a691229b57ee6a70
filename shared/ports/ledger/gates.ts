import type { WaitCause } from '../../domain/outcome.ts';

export interface ClosedGate {
  readonly target: string;
  readonly cause: WaitCause;
  readonly because: string;
  /** Epoch ms. */
  readonly closedAt: number;
  readonly closedUntil: number;
}

/** One gate a target, for every process. Closed after a 429, an outage or refused credentials. */
export interface Gates {
  /** Undefined when open. */
  read(target: string): Promise<ClosedGate | undefined>;
  /** A later `closedUntil` wins. */
  close(gate: ClosedGate): Promise<void>;
  /** After `closedUntil`: true for the one caller that may try; it moves `closedUntil` on by `trialMs`. */
  tryHalfOpen(target: string, now: number, trialMs: number): Promise<boolean>;
  open(target: string): Promise<void>;
}
