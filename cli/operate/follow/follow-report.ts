import type { Totals } from '../../../shared/contracts/operate/report/report-fields.ts';
import type { Follow } from '../presentation.ts';

interface Asked {
  readonly cursor?: string | undefined;
}

interface Reported<Row> {
  readonly rows: readonly Row[];
  readonly totals: Totals;
  readonly next?: string | undefined;
}

/** From cursor to cursor, as long as they move on. */
export const followReport = <Input extends Asked, Row, Output extends Reported<Row>>(): Follow<Input, Output> => ({
  next: (input, { next }) => (next !== undefined && next !== input.cursor ? { ...input, cursor: next } : undefined),
  add: (before, answer) => ({
    ...answer,
    rows: [...before.rows, ...answer.rows],
    totals: addedUp(before.totals, answer.totals),
  }),
  progress: ({ rows }) => `${rows.length} rows so far`,
});

function addedUp(a: Totals, b: Totals): Totals {
  const states = [...new Set([...Object.keys(a.byState), ...Object.keys(b.byState)])];
  const byState = Object.fromEntries(states.map((state) => [state, (a.byState[state] ?? 0) + (b.byState[state] ?? 0)]));
  return { facts: a.facts + b.facts, rows: a.rows + b.rows, byState };
}
