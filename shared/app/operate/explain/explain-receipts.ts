import type { Explanation } from '../../../contracts/operate/explain/explanation.ts';
import type { Receipt } from '../../../domain/receipt.ts';
import { receiptName } from '../../../domain/receipt.ts';
import { iso } from '../iso.ts';
import { receiptAccess } from '../report/receipt-access.ts';

type Step = Explanation['receipts'][number];

/** One line an action: its intent and the outcome that closes it. What observe mode wrote down has an outcome alone. */
export function explainReceipts(
  chain: readonly Receipt[],
  actorOf: (rule: string) => string | undefined,
): readonly Step[] {
  const outcomes = new Map(
    chain.flatMap(({ header, payload }) =>
      header.closes === undefined ? [] : [[header.closes, { header, payload }] as const],
    ),
  );
  return chain.flatMap((receipt): readonly Step[] => {
    const { header, payload } = receipt;
    const lateDays = payload?.['lateDays'];
    const { workerKey, target, accountId, action, rule, entry, position, at, closes } = header;
    if (entry === 'outcome' && closes !== undefined) return [];
    const closing = entry === 'intent' ? outcomes.get(position) : receipt;
    const outcome = closing?.header;
    const because = closing?.payload?.['because'];
    const account = accountId ?? outcome?.accountId;
    const actor = actorOf(rule);
    return [
      {
        receipt: receiptName({ workerKey, position }),
        target,
        ...(account !== undefined && { accountId: account }),
        action,
        ...receiptAccess(receipt),
        rule,
        ...(actor !== undefined && { actor }),
        ...(entry === 'intent' && { intendedAt: iso(at) }),
        ...(outcome && { endedAt: iso(outcome.at) }),
        verdict: outcome?.verdict ?? header.verdict,
        ...(typeof because === 'string' && { because }),
        ...(typeof lateDays === 'number' && { lateDays }),
      },
    ];
  });
}
