import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import { beginningOf, endOf } from '../../../contracts/operate/instant.ts';
import type { ApprovalRow, reportApprovalsCommand } from '../../../contracts/operate/report/report-approvals.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName } from '../operator.ts';
import { totalsOf } from './report-rows.ts';

/** One page of what was decided; a decision is the fact here. */
export async function reportApprovals(
  { from, to, cursor }: InputOf<typeof reportApprovalsCommand>,
  { deps: { ledger, operators } }: OperatorRequest,
): Promise<Answer<OutputOf<typeof reportApprovalsCommand>>> {
  const { holds, next } = await ledger.holds.listDecided({ from: beginningOf(from), to: endOf(to), cursor });
  const rows = holds.map(
    ({ id, kind, target, workerKey, since, decision }): ApprovalRow => ({
      holdId: id,
      kind,
      target,
      workerKey,
      openedAt: iso(since),
      decidedAt: iso(decision.at),
      by: actorName(decision.actor, operators),
      verdict: decision.verdict,
      reason: decision.reason,
      ...(decision.instead && { instead: decision.instead }),
      ...(decision.until !== undefined && { until: iso(decision.until) }),
    }),
  );
  return answer({
    rows,
    totals: totalsOf(holds.length, rows, ({ verdict }) => verdict),
    ...(next !== undefined && { next }),
  });
}
