import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { trackedFiles } from '../support/tracked-files.ts';

/**
 * `npm run another-company [-- --without-start]`: puts another company into lifecycle.config.ts, in a copy of this project, and runs what a person would who made
 * it theirs: types, synth, the start command (left out on request: the demo has a company of its own), and the tests that touch the configuration. Exit 0 only if all of it passes.
 */
const COMPANY = 'test/another-company/another.config.ts';
const TESTS = [
  'test/lifecycle-config.test.ts',
  'test/functions',
  'test/cli/send.test.ts',
  'test/infra/stacks/state.test.ts',
  'test/infra/stacks/installation.test.ts',
];
const START = 'the start command';
const STEPS: readonly (readonly [what: string, ...command: readonly string[]])[] = [
  ['types', 'npm', 'run', '-s', 'types'],
  ['synth, with cdk-nag', 'npm', 'run', '-s', 'synth'],
  [START, 'npm', 'start', '-s', '--', '--once'],
  ['tests that touch the configuration', 'npm', 'test', '-s', '--', '--reporter=dot', ...TESTS],
];

const folder = mkdtempSync(join(tmpdir(), 'another-company-'));
try {
  copyInto(folder);
  writeFileSync(
    join(folder, 'lifecycle.config.ts'),
    readFileSync(COMPANY, 'utf8').replaceAll("'../../shared/", "'./shared/"),
  );
  for (const [what, ...command] of STEPS) {
    if (what === START && process.argv.includes('--without-start')) continue;
    const began = performance.now();
    const { status, output } = runIn(folder, command);
    process.stdout.write(`${status === 0 ? '✓' : '✗'} ${what}, ${Math.round((performance.now() - began) / 1_000)} s\n`);
    if (status === 0) continue;
    process.stdout.write(output);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The project with the changes of today, and the packages that are installed here. */
function copyInto(to: string): void {
  for (const file of trackedFiles()) cpSync(file, join(to, file));
  symlinkSync(resolve('node_modules'), join(to, 'node_modules'));
}

function runIn(cwd: string, [program = '', ...args]: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, output: `${stdout}${stderr}` };
}
