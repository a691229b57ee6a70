import { readStaffRow, staffIn } from '../../../contracts/operate/baseline/staff-row.ts';
import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import {
  inRosterOrder,
  lacksMany,
  type RosterRow,
  type reportRosterCommand,
} from '../../../contracts/operate/report/report-roster.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { reportRows } from './report-rows.ts';
import { accessInList } from './roster/access-in-list.ts';
import { type ListedRow, type Member, readListed } from './roster/read-listed.ts';

const NAMED = 10;

/**
 * Compares a list of those who work there with the ledger: with all workers, and row by row in the first call about them. Whoever is not
 * in the list keeps what they have.
 */
export async function reportRoster(
  { connection, staff, after, cursor }: InputOf<typeof reportRosterCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof reportRosterCommand>>> {
  const now = request.deps.clock.now();
  const all = (staffIn(staff) ?? []).map((row, index) => ({
    sourceWorkerId: row['sourceWorkerId'] ?? '',
    row: Number(after ?? 0) + index + 1,
    ...readStaffRow(row, { connection, asOf: now, now }),
  }));
  const wrong = all.flatMap(({ row, problems }) => problems.map(({ column, why }) => `row ${row}, ${column} ${why}`));
  if (wrong.length > 0) return conflict(wrong.slice(0, NAMED).join('; '));
  const members = all.flatMap(({ event, row, sourceWorkerId }): Member[] =>
    event ? [{ row, sourceWorkerId, event }] : [],
  );
  const listed = await readListed(members, request.deps);
  const workerKeys = new Set(listed.flatMap(({ workerKey }) => workerKey ?? []));

  if (after !== undefined) {
    const rows = inRosterOrder(differencesIn(listed));
    const counts = { compared: members.length, access: 0, mayBeIncomplete: false };
    return answer({ connection, ...counts, rows, listed: [...workerKeys] });
  }
  const { totals, rows, next } = await reportRows(
    cursor,
    (worker) => accessInList(worker, { connection, workerKeys, now, deps: request.deps }),
    request,
  );
  return answer({
    connection,
    compared: cursor === undefined ? members.length : 0,
    access: totals.facts,
    rows: inRosterOrder([...rows, ...(cursor === undefined ? differencesIn(listed) : [])]),
    mayBeIncomplete: lacksMany(totals.facts, rows),
    ...(next !== undefined && { next }),
  });
}

const differencesIn = (listed: readonly ListedRow[]): readonly RosterRow[] =>
  listed.flatMap(({ difference }) => difference ?? []);
