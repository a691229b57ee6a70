import type { Outcome } from '../../domain/outcome.ts';
import type { Call } from './call.ts';

/** The log in which a target itself writes down what was done to accounts, and who signed in. A hint where to look, and never proof. */
export interface EventFeed {
  /** What the log shows at or after an instant (epoch ms). What is logged late is missing. */
  since(at: number, call: Call): Promise<Outcome<Logged>>;
}

export interface Logged {
  /** In any order; one thing may stand there more than once. */
  readonly events: readonly LoggedEvent[];
  /** False where the log holds more than is read at once: the oldest are missing. */
  readonly isComplete: boolean;
}

export interface LoggedEvent {
  readonly accountId: string;
  /** Epoch ms, by the target's clock. */
  readonly at: number;
  /** `changed`: the account was made, changed or deleted. `signed-in`: the person accepted an invitation, or signed in. */
  readonly kind: 'changed' | 'signed-in';
}
