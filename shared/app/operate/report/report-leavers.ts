import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import { beginningOf, endOf } from '../../../contracts/operate/instant.ts';
import type { reportLeaversCommand } from '../../../contracts/operate/report/report-leavers.ts';
import { asRead } from '../../../domain/worker/access-standing.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';
import type { DecidedHold } from '../../../ports/ledger/people/holds.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { leaverRow } from './leaver-row.ts';
import { reportRows } from './report-rows.ts';
import { turningPoints } from './turning-points.ts';

/** Every access that was to end in a period, on every configured target. */
export async function reportLeavers(
  { from, to, cursor }: InputOf<typeof reportLeaversCommand>,
  { deps, call }: OperatorRequest,
): Promise<Answer<OutputOf<typeof reportLeaversCommand>>> {
  const { ledger, clock, targets, operators } = deps;
  const period = { from: beginningOf(from), to: endOf(to) };
  const now = clock.now();
  let approvals: Promise<readonly DecidedHold[]> | undefined;

  const report = await reportRows(
    cursor,
    async (kept) => {
      const worker = asRead(kept, deps.policy.access);
      const points = await turningPoints(worker, { kind: 'left', period }, ledger);
      if (points.length === 0) return { facts: 0, rows: [] };
      approvals ??= approvedSince(period.from - EARLIEST_MS, now, ledger);
      const [chain, approved] = await Promise.all([ledger.receipts.chain(worker.key), approvals]);
      const headers = chain.map(({ header }) => header);
      const rows = points.flatMap((point) =>
        targets.map(({ target: { name: target } }) =>
          leaverRow({
            worker,
            point,
            target,
            headers,
            approvals: approved.filter((hold) => hold.workerKey === worker.key && hold.target === target),
            operators,
            access: deps.policy.access,
            now,
          }),
        ),
      );
      return { facts: points.length, rows };
    },
    { deps, call },
  );
  return answer(report);
}

/** A hold may be approved before the end it is about: HR may correct the day afterwards. */
const EARLIEST_MS = 7 * 24 * 60 * 60_000;

async function approvedSince(
  from: number,
  now: number,
  { holds }: Pick<Ledger, 'holds'>,
): Promise<readonly DecidedHold[]> {
  const approved: DecidedHold[] = [];
  let cursor: string | undefined;
  do {
    const page = await holds.listDecided({ from, to: now + 1, cursor });
    approved.push(...page.holds.filter(({ decision }) => decision.verdict === 'approved'));
    cursor = page.next;
  } while (cursor !== undefined);
  return approved;
}
