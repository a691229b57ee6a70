import type { Deviation, Judged } from './judge.ts';

/** The page about one vendor: a title, what was compared, and for each operation and status the violations and deviations. */
export function openapiPage(
  title: string,
  about: readonly string[],
  judged: readonly Judged[],
  deviations: readonly Deviation[],
): string {
  const rows = new Map<string, { readonly mistakes: number; readonly deviations: ReadonlySet<number> }>();
  for (const { operation, status, mistakes, deviations: shown } of judged) {
    const key = `| \`${operation.replaceAll('|', '\\|')}\` | ${status}`;
    const before = rows.get(key) ?? { mistakes: 0, deviations: new Set() };
    const numbers = shown.map((one) => deviations.indexOf(one) + 1);
    rows.set(key, {
      mistakes: before.mistakes + mistakes.length,
      deviations: new Set([...before.deviations, ...numbers]),
    });
  }
  const table = [...rows].map(
    ([key, row]) =>
      `${key} | ${row.mistakes} | ${[...row.deviations].toSorted((one, other) => one - other).join(', ')} |`,
  );
  return [
    `# ${title}`,
    '',
    ...about,
    '',
    '| operation | status | violations | deviations |',
    '| --- | --- | --- | --- |',
    ...table.toSorted(),
    '',
    'Deviations, each on purpose:',
    '',
    ...deviations.map(({ what }, index) => `${index + 1}. ${what}`),
    '',
  ].join('\n');
}

/** Deviations that no exchange shows, and that therefore are none. */
export function neverShown(judged: readonly Judged[], deviations: readonly Deviation[]): readonly string[] {
  const shown = new Set(judged.flatMap((one) => one.deviations));
  return deviations.filter((one) => !shown.has(one)).map(({ what }) => what);
}
