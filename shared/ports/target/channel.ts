import type { Outcome } from '../../domain/outcome.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Call } from './call.ts';

/** A second interface of a tenant, by which some writes go. It has a credential and a gate of its own; its waits carry its name. */
export interface Channel {
  /** A short word, for instance `scim`. */
  readonly name: string;
  readonly carries: readonly Action['kind'][];
  /** The cheapest proof that the channel answers and takes its credential. */
  readonly proof: (call: Call) => Promise<Outcome<unknown>>;
  /** Ends a sign-in by the target's own interface, while the channel cannot be asked. Safe to repeat. */
  readonly disableWithout: (accountId: string, call: Call) => Promise<Outcome<void>>;
}
