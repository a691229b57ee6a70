import type { Totals } from '../../../contracts/operate/report/report-fields.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { visitAll } from '../all-workers.ts';
import type { OperatorRequest } from '../deps.ts';

/** What a worker brings to a report. */
export interface Contribution<Row> {
  readonly facts: number;
  readonly rows: readonly Row[];
}

export interface Report<Row> {
  readonly rows: readonly Row[];
  readonly totals: Totals;
  readonly next?: string;
}

/** An answer stays well under the 6 MB that a function may give. */
const MOST_ROWS = 5_000;

/** Collects what every worker brings, as long as there is time and room; the answer says where to go on. */
export async function reportRows<Row extends { readonly state: string }>(
  cursor: string | undefined,
  rowsOf: (worker: Worker) => Promise<Contribution<Row>>,
  { deps: { ledger, clock }, call }: Pick<OperatorRequest, 'deps' | 'call'>,
): Promise<Report<Row>> {
  const rows: Row[] = [];
  let facts = 0;
  const next = await visitAll(ledger.workers, {
    cursor,
    hasTime: () => clock.now() < call.deadline && rows.length < MOST_ROWS,
    visit: async (worker) => {
      const brought = await rowsOf(worker);
      facts += brought.facts;
      rows.push(...brought.rows);
    },
  });
  return { rows, totals: totalsOf(facts, rows, ({ state }) => state), ...(next !== undefined && { next }) };
}

export function totalsOf<Row>(facts: number, rows: readonly Row[], stateOf: (row: Row) => string): Totals {
  const byState: Record<string, number> = {};
  for (const row of rows) byState[stateOf(row)] = (byState[stateOf(row)] ?? 0) + 1;
  return { facts, rows: rows.length, byState };
}
