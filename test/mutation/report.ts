/** One mutant after its tests ran. */
export interface Judged {
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  /** What stands in the source, and what stood in its place; on one line. */
  readonly original: string;
  readonly replacement: string;
  readonly status: string;
}

/** Why a mutant may survive: it changes nothing that anybody could see, or nothing that is worth a test. Lines move, so it is known by its text. */
export interface Reason extends Pick<Judged, 'file' | 'mutator' | 'original' | 'replacement'> {
  readonly because: string;
}

const KILLED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

export const survivorsOf = (mutants: readonly Judged[]): readonly Judged[] =>
  mutants
    .filter(({ status }) => SURVIVED.includes(status))
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));

/** Of a hundred mutants so many were noticed; 100 where there is none. */
export function scoreOf(mutants: readonly Judged[]): number {
  const killed = mutants.filter(({ status }) => KILLED.includes(status)).length;
  const all = killed + survivorsOf(mutants).length;
  return all === 0 ? 100 : (100 * killed) / all;
}

export const reasonOf = (mutant: Judged, reasons: readonly Reason[]): string | undefined =>
  reasons.find(
    (reason) =>
      reason.file === mutant.file &&
      reason.mutator === mutant.mutator &&
      reason.original === mutant.original &&
      reason.replacement === mutant.replacement,
  )?.because;

/** Reasons that no survivor of these files needs any more. */
export function idleReasons(mutants: readonly Judged[], reasons: readonly Reason[]): readonly Reason[] {
  const files = new Set(mutants.map(({ file }) => file));
  const survivors = survivorsOf(mutants);
  return reasons.filter((reason) => files.has(reason.file) && !survivors.some((one) => reasonOf(one, [reason])));
}

const HEAD = `# Mistakes that the tests notice

Written by \`npm run mutate -- <folder>\`, which plants one small mistake after the other in a folder and runs its tests. Each part is of the last run
over its folder. \`test/mutation/reasons.json\` says why a survivor may stay.
`;

/** The page with the part of one folder written anew; the parts of the others stay as they are. */
export function withFolder(
  page: string,
  {
    name,
    mutants,
    reasons,
  }: { readonly name: string; readonly mutants: readonly Judged[]; readonly reasons: readonly Reason[] },
): string {
  const parts = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()]),
  );
  parts.set(name, partOf(mutants, reasons));
  const written = [...parts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, text]) => `## ${title}\n\n${text}\n`);
  return [HEAD, ...written].join('\n');
}

function partOf(mutants: readonly Judged[], reasons: readonly Reason[]): string {
  const survivors = survivorsOf(mutants);
  const killed = mutants.filter(({ status }) => KILLED.includes(status)).length;
  const summary = `${scoreOf(mutants).toFixed(1)} %: ${killed} of ${killed + survivors.length} mistakes were noticed.`;
  const rows = survivors.map((one) => {
    const place = `${one.file}:${one.line}`;
    const change = `${code(one.original)} → ${code(one.replacement)}`;
    const untested = one.status === 'NoCoverage' ? ' (no test comes here)' : '';
    return `| ${place} | ${one.mutator}${untested} | ${change} | ${reasonOf(one, reasons) ?? ''} |`;
  });
  if (rows.length === 0) return summary;
  return [
    summary,
    '',
    '| where | mistake | what it does | why it may stay |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const MAX_CHARS = 80;

function code(text: string): string {
  const short = text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text;
  return short === '' ? 'nothing' : `\`${short.replaceAll('|', '\\|').replaceAll('`', "'")}\``;
}
