import { type Decision, decisionAt, type Hold, isStanding } from '../../../domain/worker/hold.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';

/** A question to a person, as the ledger has it. */
export interface AsItStands {
  readonly hold: Hold;
  /** The decision that counts now. */
  readonly decision?: Decision;
  /** The same hold, where it is yet to be opened: the commit that names it opens it. */
  readonly opens?: Hold;
}

/** Whether a question is asked already, and answered, at an instant (epoch ms). One that is not, or whose answer is over, is to be opened. */
export async function asItStands(asked: Hold, { holds }: Pick<Ledger, 'holds'>, now: number): Promise<AsItStands> {
  const known = await holds.get(asked.id);
  if (known && isStanding(known, now)) {
    const decision = decisionAt(known, now);
    return { hold: known, ...(decision && { decision }) };
  }
  // a later opening than the one before, whatever the clocks of two processes say
  const hold = { ...asked, since: Math.max(now, (known?.since ?? 0) + 1) };
  return { hold, opens: hold };
}
