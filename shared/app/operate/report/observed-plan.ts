import type { Action } from '../../../domain/plan/action.ts';
import { actionOf } from '../../../domain/plan/action-of.ts';
import { planDigest } from '../../../domain/plan/plan.ts';
import type { Receipt } from '../../../domain/receipt.ts';

/**
 * The plan that observe mode wrote down last, from the end of a worker's receipts: as many of the last ones as have the digest that
 * the worker's record names. Undefined when they do not show it, after an erasure for instance.
 */
export function observedPlan(
  receipts: readonly Receipt[],
  target: string,
  digest: string,
): readonly Action[] | undefined {
  const actions = receipts
    .filter(({ header }) => header.target === target && header.verdict === 'would_apply')
    .flatMap((receipt) => actionOf(receipt) ?? []);
  for (let count = 0; count <= actions.length; count++) {
    const last = actions.slice(actions.length - count);
    if (planDigest({ actions: last }) === digest) return last;
  }
  return undefined;
}
