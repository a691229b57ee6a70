/** A fact stated by an operator; policy reads it before HR's facts. */
export interface Override {
  readonly id: string;
  /**
   * `access_ended`, `access_kept` and `question_answered` (what HR left open means nothing) concern the worker; `extra_entitlement` one
   * target.
   */
  readonly kind: 'access_ended' | 'access_kept' | 'question_answered' | 'extra_entitlement';
  readonly entitlement?: {
    readonly target: string;
    readonly role?: string;
    readonly group?: string;
    /** Others had given it, and an ending took it: it is given back, and is not ours to take away again. */
    readonly isGivenBack?: boolean;
  };
  /** Who said so, and why. */
  readonly actor: string;
  readonly reason: string;
  /**
   * Ids of the facts that a kept access is kept against, where another ending counts, and of the events whose question is answered. Absent
   * where access is kept against all of them.
   */
  readonly against?: readonly string[];
  /** Epoch ms. In force from the one until before the other. */
  readonly from: number;
  readonly until: number;
  /** Who took it back, and why; `until` says when. */
  readonly lifted?: { readonly actor: string; readonly reason: string };
}

/** Beyond every instant: in force until an operator lifts it. */
export const UNTIL_LIFTED = Number.MAX_SAFE_INTEGER;

export const isInForce = ({ from, until }: Override, at: number): boolean => from <= at && at < until;

/** The word of an operator that ends a worker's access at an instant, whatever HR says. */
export const endingOverride = (overrides: readonly Override[], at: number): Override | undefined =>
  overrides.find((override) => override.kind === 'access_ended' && isInForce(override, at));
