/** One line of the table: a figure of ours beside the least possible and beside what a simple client would do. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly floor?: number;
  readonly naive?: number;
}

/** Runs a task and says how many ms it took, by the monotonic clock. */
export async function timed<T>(task: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now();
  const value = await task();
  return { value, ms: performance.now() - start };
}

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const cell = (value: number | undefined) =>
    value === undefined ? '–' : value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
  const rows = figures.map(({ what, unit, ours, floor, naive }) => [what, unit, cell(ours), cell(floor), cell(naive)]);
  const head = ['what', 'unit', 'ours', 'floor', 'naive'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => (column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
