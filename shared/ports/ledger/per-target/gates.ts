import type { WaitCause } from '../../../domain/outcome.ts';

/** Why a gate closes: never for one kind of call, for all others go on. */
type GateCause = Exclude<WaitCause, 'paced'>;

export interface ClosedGate {
  readonly target: string;
  readonly cause: GateCause;
  readonly because: string;
  /** Epoch ms. Of the first closing since it was last open. */
  readonly closedAt: number;
  readonly closedUntil: number;
  /** Of the last one; absent when there was only one. */
  readonly closedAgainAt?: number;
  /** When a request was last let through to see whether the target answers. */
  readonly triedAt?: number;
  /** Whether that request is still out, and whether an ending was let through beside it. Absent once it was refused. */
  readonly trial?: 'running' | 'joined';
}

/** An operator opened the gate: the target may be asked again. */
export interface Opening {
  readonly actor: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface GateState {
  /** Absent when open. */
  readonly closed?: ClosedGate;
  /** The last time an operator opened it. */
  readonly opened?: Opening;
}

/** One gate a target, for every process. Closed after a 429, an outage or refused credentials. */
export interface Gates {
  /** Undefined when open. */
  read(target: string): Promise<ClosedGate | undefined>;
  state(target: string): Promise<GateState>;
  /** A later `closedUntil` wins; answers the stored one. */
  close(gate: ClosedGate): Promise<number>;
  /** An earlier end wins. */
  shorten(target: string, closedUntil: number): Promise<void>;
  /** After `closedUntil`: true for the one caller that may try; it moves `closedUntil` on by `trialMs`. */
  tryHalfOpen(target: string, now: number, trialMs: number): Promise<boolean>;
  /** While one caller tries: true for one more, once a trial. Also true when the gate is open meanwhile. */
  joinTrial(target: string, now: number): Promise<boolean>;
  /** After an answer to a request of `askedAt` (epoch ms), which says nothing of a refusal that came later. Any, when absent. */
  open(target: string, askedAt?: number): Promise<void>;
  /** Opens it in any case; answers what was closed. Who and why is kept only where something was. */
  openBy(target: string, opening: Opening): Promise<ClosedGate | undefined>;
}
