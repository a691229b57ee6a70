/** A fact stated by an operator; policy reads it before HR's facts. */
export interface Override {
  readonly id: string;
  /** `access_ended` and `access_kept` concern the worker; `extra_entitlement` one target. */
  readonly kind: 'access_ended' | 'access_kept' | 'extra_entitlement';
  readonly entitlement?: { readonly target: string; readonly role?: string; readonly group?: string };
  /** Who said so, as AWS states it, and why. */
  readonly actor: string;
  readonly reason: string;
  /** Epoch ms. In force from the one until before the other. */
  readonly from: number;
  readonly until: number;
}

export const isInForce = ({ from, until }: Override, at: number): boolean => from <= at && at < until;
