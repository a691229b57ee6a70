import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

import { FOLDERS } from './folders.ts';
import { idleReasons, type Judged, type Reason, reasonOf, scoreOf, survivorsOf, withFolder } from './report.ts';

/**
 * `npm run mutate -- <folder> [--anew]`: plants mistakes in one folder, and writes what the tests did not notice to
 * docs/generated/mutation.md. Remembers what it found in .local/, and next time judges only what changed; `--anew` judges everything.
 */
const PAGE = 'docs/generated/mutation.md';
const REASONS = 'test/mutation/reasons.json';
const MEMORY = '.local/mutation';

const [name, ...flags] = process.argv.slice(2);
const folder = FOLDERS.find((one) => one.name === name);
if (!folder) {
  process.stderr.write(`Name one of these folders: ${FOLDERS.map((one) => one.name).join(', ')}\n`);
  process.exit(2);
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

function originalOf(file: string, { start, end }: { start: Place; end: Place }): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const cut = lines.map((line, at) =>
    line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined),
  );
  return oneLine(cut.join(' '));
}
interface Place {
  readonly line: number;
  readonly column: number;
}

process.env['MUTATED_FOLDER'] = folder.name;
mkdirSync(MEMORY, { recursive: true });
const memory = `${MEMORY}/${folder.name.replaceAll('/', '-')}.json`;
if (flags.includes('--anew')) rmSync(memory, { force: true });

/** Judges what is not known yet: the memory says which mutants these tests have seen. */
function judgedBy(judges: 'own' | 'all') {
  process.env['JUDGES'] = judges;
  return new Stryker({
    configFile: 'test/mutation/stryker.config.json',
    mutate: [`${folder?.name}/**/*.ts`],
    incrementalFile: memory,
    jsonReporter: { fileName: `${MEMORY}/report.json` },
  }).runMutationTest();
}

// the quick tests go first, so that the slow ones are run for what is left and not for every mutant
const judged = await judgedBy('own');
const mutants = (folder.users.length === 0 ? judged : await judgedBy('all')).map(
  ({ fileName, location, mutatorName, replacement, status }): Judged => ({
    file: relative('.', fileName),
    line: location.start.line,
    mutator: mutatorName,
    original: originalOf(fileName, location),
    replacement: oneLine(replacement),
    status,
  }),
);

const reasons = JSON.parse(readFileSync(REASONS, 'utf8')) as readonly Reason[];
const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
writeFileSync(PAGE, withFolder(before, { name: folder.name, mutants, reasons }));
writeFileSync(`${MEMORY}/survivors.json`, `${JSON.stringify(survivorsOf(mutants), null, 2)}\n`);

const score = scoreOf(mutants);
const unexplained = survivorsOf(mutants).filter((one) => reasonOf(one, reasons) === undefined);
const idle = idleReasons(mutants, reasons);
console.log(
  `${folder.name}: ${score.toFixed(1)} %, to be ${folder.goal} %. ${unexplained.length} survivors without a reason`,
);
for (const { file, original } of idle) console.log(`A reason is not needed any more: ${file}, ${original}`);
process.exitCode = score >= folder.goal && unexplained.length === 0 ? 0 : 1;
