import { cohortName } from '../../../contracts/operate/cohort-field.ts';
import { chainsOf } from '../../../domain/chain/operators-chains.ts';
import type { Expectation } from '../../../domain/expectation/expectation.ts';
import type { OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { operatorName } from '../operator.ts';
import { appendOperatorReceipt } from '../operator-receipts.ts';

type Announced = Pick<Expectation, 'id' | 'target' | 'kind' | 'cohort' | 'upTo' | 'until'>;

/** Does what an operator says about an announced change, with a receipt before and after it; `isDone` says whether it came about. */
export async function withReceipts<Value>(
  { id, target, kind, cohort, upTo, until }: Announced,
  { action, reason, act, isDone }: Acting<Value>,
  request: OperatorRequest,
): Promise<Value> {
  const payload = {
    expectation: id,
    kind,
    ...(cohort && { cohort: cohortName(cohort) }),
    upTo,
    until: iso(until),
    actor: operatorName(request),
    reason,
  };
  const change = { chain: chainsOf(target).policy, target, action, payload };
  const closes = await appendOperatorReceipt(change, { verdict: 'intended' }, request.deps);
  const value = await act();
  const verdict = isDone(value) ? 'verified' : 'not_done';
  await appendOperatorReceipt(change, { verdict, closes }, request.deps);
  return value;
}

interface Acting<Value> {
  readonly action: 'announce-change' | 'end-announcement';
  readonly reason: string;
  readonly act: () => Promise<Value>;
  readonly isDone: (value: Value) => boolean;
}
