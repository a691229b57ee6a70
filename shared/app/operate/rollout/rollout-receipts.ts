import { chainsOf } from '../../../domain/chain/operators-chains.ts';
import type { Rollout } from '../../../domain/rollout/rollout.ts';
import type { OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { appendOperatorReceipt } from '../operator-receipts.ts';

interface Acting<Value> {
  readonly action: 'start-rollout' | 'resume-rollout' | 'pause-rollout';
  readonly reason: string;
  readonly act: () => Promise<Value>;
  /** Whether it came about. */
  readonly isDone: (value: Value) => boolean;
}

/** Does what an operator says about a rollout, with a receipt before and after it. */
export async function withReceipts<Value>(
  { id, target, by, perDay, stopAt }: Pick<Rollout, 'id' | 'target' | 'by' | 'perDay' | 'stopAt'>,
  { action, reason, act, isDone }: Acting<Value>,
  request: OperatorRequest,
): Promise<Value> {
  const payload = { rollout: id, by, perDay, stopAt, actor: operatorName(request), reason };
  const change = { chain: chainsOf(target).policy, target, action, payload };
  const closes = await appendOperatorReceipt(change, { verdict: 'intended' }, request.deps);
  const value = await act();
  await appendOperatorReceipt(change, { verdict: isDone(value) ? 'verified' : 'not_done', closes }, request.deps);
  return value;
}
